"""The jobs of the house itself. A room's jobs are its own actions, called from here with the clock."""

import datetime as dt

from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from spegla.assessments.erasing import erase_unshown
from spegla.assessments.importing import forget_old_readings
from spegla.conference.actions import forget_guests
from spegla.config.clock import read_clock, real_clock
from spegla.jobs.letters import send_letters
from spegla.jobs.models import Slot
from spegla.library.actions import note_trial
from spegla.library.queries import links_to_try
from spegla.library.trying import fault_of
from spegla.meetings.replies import forget_addresses, forget_needs
from spegla.minutes.reflecting import erase_past
from spegla.minutes.rooms import forget_devices
from spegla.people.room_codes import forget_wrong_codes
from spegla.people.signing_in import forget_attempts
from spegla.reporting.link_letters import write_about_dead_links
from spegla.reporting.reminder_letters import write_digests, write_reminders

KEPT = dt.timedelta(days=14)
LINKS_AT_A_TIME = 100


@task()
def tidy() -> None:
    """Clears away finished jobs, old slots, sign-in attempts, wrong codes, guests of meetings long past, and sessions that
    have run out."""
    before = real_clock() - KEPT
    DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()
    Slot.objects.filter(due__lt=before).delete()
    forget_attempts(now=real_clock())
    forget_wrong_codes(now=read_clock())  # counted by the door's clock, as they came
    forget_guests(now=read_clock())
    call_command("clearsessions")


@task()
def erase_own_answers() -> int:
    """Erases what people answered alone and nobody showed while it was time."""
    return erase_unshown(now=real_clock())


@task()
def forget_read_files() -> int:
    """Erases what was read from files and never saved."""
    return forget_old_readings(now=real_clock())


@task()
def send_due_letters() -> int:
    """Sends letters whose own job was lost or whose pause after a failure is over."""
    return send_letters(real_clock())


@task()
def try_links() -> int:
    """Tries links in the material, the longest untried first; each is noted as it is tried, so that it can be stopped."""
    tried = 0
    for held in list(links_to_try(real_clock())[:LINKS_AT_A_TIME]):
        note_trial(held, fault_of(held.url), now=real_clock())
        tried += 1
    return tried + write_about_dead_links(now=real_clock())


@task()
def write_due_letters() -> int:
    """Writes the reminders and digests of the day."""
    now = read_clock()
    today = timezone.localdate(now)
    return write_reminders(today=today, now=now) + write_digests(today=today, now=now)


@task()
def forget_after_meetings() -> int:
    """Removes what people needed at meetings that are over, after a month their guests' addresses, and what is past.

    Of a room that is a day past: guests' devices, and what they wrote for themselves; others' when its time is over.

    By the door's clock: the meetings of a demo lie around the day that it stands on.
    """
    now = read_clock()
    return forget_needs(now=now) + forget_addresses(now=now) + forget_devices(now=now) + erase_past(now=now)
