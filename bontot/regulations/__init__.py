"""Quy chế làm việc. A committee works by a regulation that it adopts itself: who is assigned what, and what has to be done
every week, month, quarter or year.

From the duties follows a calendar. What the records prove (a meeting held, minutes sent, a grade decided) is settled by
them; the rest by whoever did it, with a word about it. In time, late and missed stay apart, and who did it is kept.
"""
