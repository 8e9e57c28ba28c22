"""Tòa soạn. Where articles of the public page are written: drafts, their figures before anybody sees them, publishing.

The public site itself knows no person and asks nobody; what it shows is handed over here, number by number.
"""
