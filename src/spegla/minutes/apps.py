from django.apps import AppConfig


class MinutesConfig(AppConfig):
    name = "spegla.minutes"
