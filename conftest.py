"""What every test may use, wherever it lies. Fixtures are defined in tests/."""

pytest_plugins = ["tests.databases", "tests.browser"]
