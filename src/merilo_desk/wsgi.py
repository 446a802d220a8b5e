"""The door for a web server.

What the first answers would wait seconds for is read before any is given: the addresses, and the word lists of the
desk's own languages, which searches ask.
"""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "merilo_desk.settings")
application = get_wsgi_application()

# Nothing of the desk can be read before its settings stand.
from merilo_desk.engine import keys_asked  # noqa: E402
from merilo_desk.newsroom.tongues import tongues  # noqa: E402

reverse("newsroom:today")
keys_asked("vlada влада", tongues())
connection.close()
