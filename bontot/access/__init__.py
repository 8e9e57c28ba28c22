"""Quyền. Accounts, roles over branches of the tree, and the log of who read whose file."""
