"""Các phương án sắp xếp của tỉnh trình diễn. The papers by which the invented province is rearranged, as workbooks.

From the commune police of 2021 to the end of the districts: what was resolved is data with its source (`data/`); the numbers
of the papers, and who goes where, are invented.
"""
