"""The door for the web server; inside it, in front of Django, the one for the devices in rooms."""

import os
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spegla.config.settings")


def _application() -> Any:
    pages = get_wsgi_application()
    from spegla.web.polls.door import Door  # knows models, which Django must have set up

    return Door(pages)


application = _application()
