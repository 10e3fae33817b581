from django.apps import AppConfig


class ConferenceConfig(AppConfig):
    name = "spegla.conference"
