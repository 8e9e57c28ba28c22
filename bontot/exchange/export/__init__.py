"""Xuất. What is known of an organisation, written as workbooks that the reading gives back unchanged."""
