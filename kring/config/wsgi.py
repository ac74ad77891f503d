"""Where the web server enters the house."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connections

from kring.config import checks

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kring.config.settings")

application = get_wsgi_application()
checks.refuse_danger()
# A page waits no longer for one answer of the database; a job may.
connections["default"].settings_dict["OPTIONS"]["options"] += " -c statement_timeout=15s"
connections.close_all()  # a server may still fork
