import logging

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "spegla.web"

    def ready(self) -> None:
        from spegla.web.secrecy import without_links

        for name in ("django.request", "django.security.csrf"):
            logging.getLogger(name).addFilter(without_links)
