"""Tests of the strengthening of weak organisations."""
