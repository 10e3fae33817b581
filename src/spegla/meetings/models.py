"""Planning meetings: when on the day, where, who is asked, what they answer. The day itself stands in the round's calendar."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from spegla.journal.versions import Versioned
from spegla.people.models import Function, Person
from spegla.rounds.models import Cluster, Participation, Round


class Meeting(Versioned):
    """The meeting of a step: a cluster's own, or (without cluster) the one that the whole round meets for.

    `starts` and `ends` are times of the day where the meeting is held. What the room has is known to have or not known.
    """

    ROOM = ("accessible", "hearing_loop", "microphone", "projector", "wifi", "public_transport", "table_groups")

    round = models.ForeignKey(Round, models.CASCADE, related_name="meetings")
    cluster = models.ForeignKey(Cluster, models.CASCADE, null=True, blank=True, related_name="meetings")
    step = models.CharField(max_length=80)
    starts = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    travel = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True)
    room = models.TextField(blank=True)
    accessible = models.BooleanField(default=False)
    hearing_loop = models.BooleanField(default=False)
    microphone = models.BooleanField(default=False)
    projector = models.BooleanField(default=False)
    wifi = models.BooleanField(default=False)
    public_transport = models.BooleanField(default=False)
    table_groups = models.BooleanField(default=False)

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster", "step"], name="meeting_once_in_cluster"),
            models.UniqueConstraint(fields=["round", "step"], condition=Q(cluster__isnull=True), name="meeting_once_in_round"),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gt=F("starts")), name="meeting_ends_after"
            ),
        ]


class ChoreTick(models.Model):
    """One thing on the organisers' list that is done. They work together, so they see who did it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="chores")
    key = models.CharField(max_length=80)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "key"], name="chore_ticked_once")]


class Invitee(models.Model):
    """Somebody who is asked to a meeting: a person of an organisation that meets, or a guest by e-mail.

    `function` is what she was when she was asked; it stays when she has handed over.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitees")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)  # a guest's
    email = models.EmailField(blank=True)  # a guest's; erased some time after the meeting
    participation = models.ForeignKey(Participation, models.CASCADE, null=True, blank=True, related_name="+")
    function = models.CharField(max_length=30, choices=Function.choices, default=Function.OTHER)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="asked_once"),
            models.UniqueConstraint(fields=["meeting", "email"], condition=~Q(email=""), name="guest_asked_once"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, name="", email="") | Q(person__isnull=True) & ~Q(name=""),
                name="a_person_or_a_guest",
            ),
        ]

    @property
    def is_guest(self) -> bool:
        return self.person_id is None

    @property
    def called(self) -> str:
        return self.person.name if self.person else self.name


class DatePoll(models.Model):
    """Which day suits? Open until a time is chosen or it is ended without one; a meeting may have several, one at a time."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="polls")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answer_by = models.DateField()
    message = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    chosen = models.ForeignKey("PollTime", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting"], condition=Q(closed_at__isnull=True), name="one_poll_at_a_time")
        ]


class PollTime(models.Model):
    """A time that is proposed."""

    poll = models.ForeignKey(DatePoll, models.CASCADE, related_name="times")
    on = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        ordering = ["on", "starts", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "on", "starts"], name="proposed_once"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="proposed_ends_after"),
        ]


class PollAnswer(models.Model):
    """What one who is asked says of one time."""

    class Suits(models.TextChoices):
        YES = "yes"
        IF_NEED_BE = "if-need-be"
        NO = "no"

    time = models.ForeignKey(PollTime, models.CASCADE, related_name="answers")
    invitee = models.ForeignKey(Invitee, models.CASCADE, related_name="poll_answers")
    suits = models.CharField(max_length=10, choices=Suits.choices)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["time", "invitee"], name="said_once_of_a_time")]


class Announcement(models.Model):
    """What was told of a meeting to those who are asked: calendars go by its number, the iCalendar sequence."""

    class Kind(models.TextChoices):
        REQUEST = "request"
        UPDATE = "update"
        CANCEL = "cancel"

    TOLD = ("on", "starts", "ends", "place", "link")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="announcements")
    sequence = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    on = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=500, blank=True)
    message = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["sequence"]
        constraints = [models.UniqueConstraint(fields=["meeting", "sequence"], name="announced_in_order")]


class Reply(models.Model):
    """Whether somebody comes. `sequence` is the announcement she answered: a later one with another time asks again."""

    class Comes(models.TextChoices):
        YES = "yes"
        PARTLY = "partly"
        BY_LINK = "by-link"
        NO = "no"

    invitee = models.OneToOneField(Invitee, models.CASCADE, related_name="reply")
    comes = models.CharField(max_length=8, choices=Comes.choices)
    sequence = models.PositiveSmallIntegerField()
    at = models.DateTimeField()


class Need(models.Model):
    """What somebody needs to take part. Read by the host only, without history, and removed when the meeting is over."""

    invitee = models.OneToOneField(Invitee, models.CASCADE, related_name="need")
    diet = models.CharField(max_length=200, blank=True)
    hearing_loop = models.BooleanField(default=False)
    other = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(diet="", other="", hearing_loop=False), name="a_need_says_something")
        ]


class Presence(models.Model):
    """Who was there, noted afterwards."""

    class How(models.TextChoices):
        THERE = "there"
        BY_LINK = "by-link"
        ABSENT = "absent"

    invitee = models.OneToOneField(Invitee, models.CASCADE, related_name="presence")
    how = models.CharField(max_length=8, choices=How.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")


class CalendarFeed(models.Model):
    """A person's own calendar to subscribe to. Its address is signed and holds the number: a new number is a new address."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="calendar_feed")
    number = models.PositiveIntegerField(default=1)
    is_on = models.BooleanField(default=True)
    made_at = models.DateTimeField()
