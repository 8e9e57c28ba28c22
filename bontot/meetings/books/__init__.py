"""Sổ sinh hoạt. Meetings of earlier months, read with every finding at once and loaded all or nothing."""
