"""API. Pages as JSON, acts as one POST."""
