"""The door for a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bontot.config.settings")
application = get_wsgi_application()

from bontot.statistics import warming  # noqa: E402 - only once Django is set up

warming.begin()
