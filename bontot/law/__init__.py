"""Luật. The written law as data: sources and the places relied on, dated parameters, code lists, and rules that cite them."""
