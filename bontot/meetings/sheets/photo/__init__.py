"""Ảnh chụp phiếu: where things stand on the printed sheet, and what a photograph says was ticked there.

Four codes on each page say which sheet and page it is, and where in the photograph it lies. Nothing here knows of meetings.
"""
