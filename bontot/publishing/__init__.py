"""Trang tin. What everybody may read: articles whose figures are live answers, frozen when the article appears.

There is no way from here to a person: figures come in through a function that is handed over at publication,
and small numbers stop at the door.
"""
