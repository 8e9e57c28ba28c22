"""Phương án sắp xếp. A reorganisation as a whole, drawn up over weeks beside the facts, executed in one stroke."""
