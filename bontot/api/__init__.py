"""API: every act as one POST; every page is JSON already, at its own address with `.json`."""
