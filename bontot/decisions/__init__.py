"""Sổ quyết định, as people read and write it: the list, each decision with what it changed, and acts entered by form."""
