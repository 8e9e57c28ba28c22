"""Ghi vào sổ. Rows become acts in the order in which they need one another; people are found before they are made."""
