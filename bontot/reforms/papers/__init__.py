"""Văn bản của phương án: the decision with its annexes, a list for each organisation, notices to those concerned.

Before the plan is executed they are drafts and say so on every page; afterwards they say what the ledger says. Everything in
them is asked of both sides of the plan's day, never typed.
"""
