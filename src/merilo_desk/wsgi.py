"""The door for a web server.

What the first answers would wait seconds for is read before any is given: the addresses, the word lists of the desk's
own languages, which searches ask, the encoder's vocabulary, and the free days of the desk's country.
"""

import os
from datetime import date

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "merilo_desk.settings")
application = get_wsgi_application()

# Nothing of the desk can be read before its settings stand.
from merilo_desk.engine import encoder_name, keys_asked  # noqa: E402
from merilo_desk.newsroom.models import the_desk  # noqa: E402
from merilo_desk.newsroom.tongues import tongues  # noqa: E402
from merilo_desk.newsroom.workdays import after_workdays  # noqa: E402

reverse("newsroom:today")
keys_asked("vlada влада", tongues())
encoder_name()
after_workdays(date.today(), 7, the_desk().country)
connection.close()
