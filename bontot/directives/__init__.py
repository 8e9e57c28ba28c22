"""Chỉ thị, nghị quyết: nói và làm. What a paper asks is broken into commitments, each with a head, a measure and a day.

A superior hands down a commitment with one press; each organisation below makes its part concrete, and there is one
reply upward, with its evidence. Commitments are working records with a trail, like meetings, and no facts of the ledger.
"""
