"""Tests of the house as a whole, and what all tests share: settings, two databases, a browser."""
