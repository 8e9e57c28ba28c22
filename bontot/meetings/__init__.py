"""Sinh hoạt chi bộ. A branch meets regularly once a month: prepared, invited, held, written down, and followed up.

Meetings are working records with a trail of who changed what and when. They are locked when the minutes are approved;
what is found wrong later is said in an addendum. Who must attend and who may vote follows from the ledger.
"""
