"""Sends the letters that acts have written. What they say is people/letters.py's, when to look again periodic's."""

import datetime as dt
import logging
import re
from contextlib import suppress
from email.utils import parseaddr
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils.crypto import salted_hmac
from django.utils.html import format_html, linebreaks, urlize
from django.utils.safestring import mark_safe
from django_tasks import task

from spegla.config.clock import real_clock
from spegla.journal.actions import mark_failed, mark_sent, mark_uncertain, take_letter
from spegla.journal.models import Letter
from spegla.journal.queries import letters_to_send
from spegla.people.letters import without_secret
from spegla.people.wishes import OPTIONAL, stop_address

log = logging.getLogger(__name__)
ANSWERED = (SMTPResponseException, SMTPRecipientsRefused, ValueError)  # the server said no, or it was never asked
METHOD = re.compile(r"^METHOD:([A-Z]+)", re.MULTILINE)
PAGE = (
    '<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>{}</title></head>'
    '<body style="font-family: sans-serif; font-size: 16px; line-height: 1.5; max-width: 40em">{}</body></html>'
)


@receiver(post_save, sender=Letter, dispatch_uid="spegla.jobs.letters")
def put_in_line(instance: Letter, created: bool, raw: bool = False, **_: object) -> None:
    """The job is a row in the transaction that wrote the letter: both are there or neither is."""
    if created and not raw:
        deliver.enqueue(instance.pk)


@task()
def deliver(letter_id: int) -> bool:
    """Send one letter now. Run twice it sends once."""
    now = real_clock()
    letter = letters_to_send(now).filter(pk=letter_id).first()
    return bool(letter and send(letter, now=now))


def send_letters(now: dt.datetime) -> int:
    """Send all that are due (new ones that no job took, failed ones whose pause is over). How many went away."""
    return sum(send(letter, now=now) for letter in list(letters_to_send(now)[:200]))


def send(letter: Letter, *, now: dt.datetime) -> bool:
    """One attempt. Claiming and marking are single updates; no transaction is open while the mail server is spoken to."""
    if not take_letter(letter, now=now):
        return False
    server, handed_over = get_connection(), False
    try:
        message = message_of(letter)
        server.open()
        handed_over = True
        server.send_messages([message])
    except (OSError, ValueError) as error:  # what smtplib and the file system raise, and a header that cannot be
        _note(letter, error, certain=not handed_over or isinstance(error, ANSWERED), now=now)
        return False
    finally:
        with suppress(OSError):  # what the server says to goodbye changes nothing
            server.close()
    mark_sent(letter, body=letter.body if settings.DEMO else without_secret(letter.body), now=now)
    return True


def _note(letter: Letter, error: Exception, *, certain: bool, now: dt.datetime) -> None:
    log.warning("Letter %s was not sent (attempt %s): %s", letter.pk, letter.attempts + 1, type(error).__name__)
    words = f"{type(error).__name__}: {error}"
    if certain:
        mark_failed(letter, words, now=now)
    else:
        mark_uncertain(letter, words)


def message_of(letter: Letter) -> EmailMessage:
    """Text, and the same as HTML. The message-id stays the same from attempt to attempt, so that a mail program shows a
    repeat once."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    number = salted_hmac("spegla.jobs.letters", letter.once, algorithm="sha256").hexdigest()[:32]
    headers = {"Auto-Submitted": "auto-generated", "Content-Language": letter.language, "Message-ID": f"<{number}@{domain}>"}
    if letter.kind in OPTIONAL and letter.person_id:
        headers |= {"List-Unsubscribe": f"<{stop_address(letter.person_id, letter.kind)}>",
                    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    message = EmailMultiAlternatives(letter.subject, letter.body, settings.DEFAULT_FROM_EMAIL, [letter.to], headers=headers)
    message.attach_alternative(html_of(letter), "text/html")
    if letter.calendar:
        _with_calendar(message, letter.calendar)
    return message


def _with_calendar(message: EmailMultiAlternatives, calendar: str) -> None:
    """Both ways that mail programs look for: as one more form of the letter itself, and as a file to open."""
    found = METHOD.search(calendar)
    kind = f"text/calendar; method={found[1] if found else 'PUBLISH'}"
    message.attach_alternative(calendar, kind)
    message.attach("inbjudan.ics", calendar, kind)


def html_of(letter: Letter) -> str:
    """The text as HTML: paragraphs, and addresses that can be pressed. What people wrote stays text."""
    paragraphs = linebreaks(urlize(letter.body, autoescape=True))
    return format_html(PAGE, letter.language, letter.subject, mark_safe(paragraphs))  # noqa: S308 - escaped by urlize
