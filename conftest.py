"""What every test may use, wherever it lies. Fixtures are defined in tests/."""

from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.databases", "tests.browser"]

# How fast a machine is, is measured in bench/: no test fails because it is busy.
settings.register_profile("bontot", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("bontot")
