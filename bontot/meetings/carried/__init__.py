"""Mang theo. A meeting taken along without a network, and what came of it worked off afterwards."""
