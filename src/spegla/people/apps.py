from django.apps import AppConfig
from django.db.backends.signals import connection_created


class PeopleConfig(AppConfig):
    name = "spegla.people"

    def ready(self) -> None:
        from spegla.people.collation import teach_sqlite

        connection_created.connect(teach_sqlite, dispatch_uid="swedish-order")
