"""Luật. The written law as data: sources, dated parameters, code lists, and rules that cite them."""
