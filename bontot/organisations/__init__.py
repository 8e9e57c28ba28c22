"""Tổ chức đảng. What an organisation is called, of which kind it is, under whom it stands, and where; all of it dated."""
