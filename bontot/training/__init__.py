"""Bồi dưỡng. Who attended which class, with what result."""
