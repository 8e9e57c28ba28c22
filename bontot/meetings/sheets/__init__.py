"""Phiếu giấy. A printed list with a number for each line, typed back or read from a photograph."""
