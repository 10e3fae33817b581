"""Make the demo: carry out its content act by act. Emptying a demo and refusing to touch anything else stand here too."""

import datetime as dt

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import transaction
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from spegla.files.models import StoredFile
from spegla.jobs.demo import alone, founding, meeting, papers, presenting, working
from spegla.jobs.demo.script import ScriptError, acts
from spegla.jobs.demo.stage import Stage
from spegla.jobs.letters import deliver
from spegla.people.models import Organisation, Person

MADE_UP = ".example"
ROOMS = (founding, working, alone, papers, presenting, meeting)


class NotADemoError(Exception):
    """This installation holds, or may hold, something that is not made up. Says in one sentence why."""


def require_demo() -> None:
    """Raises NotADemoError unless this is a demo installation in which everybody is made up."""
    if not settings.DEMO:
        raise NotADemoError("This is not a demo installation: SPEGLA_DEMO=1 is not set, so nothing was made or removed.")
    real = Person.objects.filter(pseudonymised_at=None).exclude(email__endswith=MADE_UP).count()
    if real:
        raise NotADemoError(
            f"{real} people here have an address that does not end in {MADE_UP}, so this may be more than a demo. "
            "Nothing was made or removed; take another data folder (SPEGLA_DATA)."
        )


def is_empty() -> bool:
    return not (Organisation.objects.exists() or Person.objects.exists())


def empty_demo() -> None:
    """Everything goes, also who is signed in; numbering starts over. Raises NotADemoError."""
    require_demo()
    files = list(StoredFile.objects.values_list("storage_name", flat=True))
    call_command("flush", interactive=False, verbosity=0)
    for name in files:
        default_storage.delete(name)


def make_demo(today: dt.date) -> Stage:
    """Everything that stands in the content, all or nothing, as of this day. The database must be empty.

    Made again on an empty database of the same day it is the same to the last number, links and passwords aside.
    """
    stage = Stage()
    with translation.override("sv"), transaction.atomic():
        for act in acts(today):
            name = act.kind.replace("-", "_")
            carry_out = next(filter(None, (getattr(room, name, None) for room in ROOMS)), None)
            if carry_out is None:
                raise ScriptError(f"{act.where}: nobody knows how to {act.kind}")
            try:
                carry_out(stage, act)
            except Exception as error:
                raise ScriptError(f"{act.where}: {type(error).__name__} {error}") from error
        DBTaskResult.objects.filter(task_path=deliver.module_path).delete()  # the letters went away in their time
    return stage
