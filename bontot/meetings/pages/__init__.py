"""Trang. The pages of a meeting: preparing, attendance, what came of it, minutes, points, and what goes along."""
