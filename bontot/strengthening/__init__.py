"""Củng cố tổ chức cơ sở đảng yếu kém. Grounds are computed from the records by stated criteria; people decide who is on the list.

A committee confirms an organisation under it as weak, or sets the grounds aside and says why; it draws up a remedy with who does
what by when, follows it up, and takes the organisation off the list on a day. What was decided stays, with its grounds.
"""
