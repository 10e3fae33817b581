"""How long the tests wait: for a browser, and for the server behind it. Only what never comes takes that long."""

from threading import Condition

PATIENCE = 120_000  # milliseconds, as browsers count


class UnderWay:
    """The requests that the server has not answered to their end yet."""

    def __init__(self):
        self.many, self.changed = 0, Condition()

    def begun(self, **_):
        with self.changed:
            self.many += 1

    def ended(self, **_):
        with self.changed:
            self.many -= 1
            self.changed.notify_all()

    def wait(self):
        with self.changed:
            assert self.changed.wait_for(lambda: self.many == 0, PATIENCE / 1000), f"{self.many} requests are not answered"
