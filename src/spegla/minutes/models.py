"""What happens at a meeting and what is kept of it: its agenda, its room, what is caught, judged and planned, the notes."""

import datetime as dt
import secrets

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from spegla.journal.versions import Versioned
from spegla.meetings.models import Meeting
from spegla.people.models import Function, Person
from spegla.rounds.models import Participation


class MeetingAgenda(Versioned):
    """The agenda as one meeting has changed it. `rows_version` names its set of rows; an older version keeps its own."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="agenda")
    rows_version = models.PositiveIntegerField(default=0)

    history = HistoricalRecords()


class AgendaRow(models.Model):
    """An item of a changed agenda: one of the edition's (no title of its own), or one that the meeting has added."""

    agenda = models.ForeignKey(MeetingAgenda, models.CASCADE, related_name="rows")
    version = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=80)
    title = models.CharField(max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField()
    form = models.CharField(max_length=12)
    left_out = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["agenda", "version", "key"], name="agenda_item_once"),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=600), name="agenda_item_has_minutes"),
        ]


class MeetingRoom(models.Model):
    """A meeting that goes on now. `version` counts all that its wall and its note-taker see, `turn` what phones see too.

    `item` is the agenda item that is on since `item_since`; empty before the first. `scene` is what the wall shows of it.
    Guests come in by the code and for this time only.
    """

    LASTS = dt.timedelta(hours=12)

    class Scene(models.TextChoices):
        WAY_IN = "way-in"
        ITEM = "item"
        PICTURE = "picture"
        BESIDE = "beside"
        IDEAS = "ideas"
        QUESTIONS = "questions"
        AIMS = "aims"
        PLANS = "plans"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="rooms")
    code = models.CharField(max_length=8)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    item = models.CharField(max_length=80, blank=True)
    item_since = models.DateTimeField(null=True, blank=True)
    scene = models.CharField(max_length=12, choices=Scene.choices, default=Scene.WAY_IN)
    row = models.CharField(max_length=80, blank=True)  # beside: the item of the checklist
    picture = models.ForeignKey(Participation, models.SET_NULL, null=True, blank=True, related_name="+")
    aims_shown_at = models.DateTimeField(null=True, blank=True)  # from then on no more is judged by telephone
    columns = models.ManyToManyField(Participation, related_name="+")  # beside: two to four; none chosen is all
    version = models.PositiveIntegerField(default=0)
    turn = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=Q(closed_at__isnull=True), name="meeting_code_once_at_a_time"),
            models.UniqueConstraint(fields=["meeting"], condition=Q(closed_at__isnull=True), name="one_room_at_a_time"),
            models.CheckConstraint(condition=Q(item="") | Q(item_since__isnull=False), name="an_item_began_some_time"),
        ]

    def is_over(self, *, now: dt.datetime) -> bool:
        """Closed by somebody, by time, or with the round. What was written before that may come in later."""
        ended = min(filter(None, (self.closed_at, self.opened_at + self.LASTS))) <= now
        return ended or self.meeting.round.closed_at is not None


class Seat(models.Model):
    """Somebody at the meeting: a person, or a guest's device for as long as the room is open. Kept for the attendance.

    `gave_feedback` and `judged_aims` only say that she has, so that nobody does it twice; never what she said.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="seats")
    room = models.ForeignKey(MeetingRoom, models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    device = models.CharField(max_length=64, blank=True)  # the hash of what a guest's cookie holds; erased with the room
    name = models.CharField(max_length=120, blank=True)  # a guest's own, if it may stand in the notes
    place = models.ForeignKey(Participation, models.SET_NULL, null=True, blank=True, related_name="+")
    function = models.CharField(max_length=30, choices=Function.choices, blank=True)
    is_named = models.BooleanField(default=True)  # whether her name may stand in the notes
    gave_feedback = models.BooleanField(default=False)
    judged_aims = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"], condition=Q(person__isnull=False), name="one_seat_per_person"
            ),
            models.UniqueConstraint(fields=["room", "device"], condition=~Q(device=""), name="one_seat_per_device"),
            models.CheckConstraint(condition=Q(person__isnull=True) | Q(device="", name=""), name="a_person_has_no_device"),
        ]


class Line(Versioned):
    """Something caught in one line: an idea (`whose` it is), a decision, a question (`whose` to answer)."""

    class Kind(models.TextChoices):
        IDEA = "idea"
        DECISION = "decision"
        QUESTION = "question"

    class Agreed(models.TextChoices):
        ASKED = ""
        YES = "yes"
        NO = "no"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    text = models.CharField(max_length=300)
    whose = models.ForeignKey(Participation, models.SET_NULL, null=True, blank=True, related_name="+")
    item = models.CharField(max_length=80, blank=True)  # the agenda item that was on
    row = models.CharField(max_length=80, blank=True)  # the checklist item it is about
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+")
    caught_at = models.DateTimeField()
    creation_key = models.CharField(max_length=40)
    agreed = models.CharField(max_length=3, choices=Agreed.choices, blank=True)  # may it be told that the idea is theirs?
    ring = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")  # who said: ring me
    answer = models.TextField(blank=True)
    struck_at = models.DateTimeField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["caught_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "creation_key"], name="line_caught_once"),
            models.CheckConstraint(condition=Q(kind__in=["idea", "decision", "question"]), name="line_has_a_kind"),
            models.CheckConstraint(
                condition=Q(kind="idea") | Q(agreed="", ring__isnull=True), name="only_an_idea_is_agreed_on"
            ),
        ]


class TakenIdea(models.Model):
    """An organisation takes an idea home."""

    line = models.ForeignKey(Line, models.CASCADE, related_name="taken")
    place = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "place"], name="idea_taken_once")]


class Difference(models.Model):
    """What people of `place` see in another's answer, side by side with their own."""

    class Kind(models.TextChoices):
        THEY_HAVE = "they-have"
        WE_LACK = "we-lack"
        IDEA = "idea"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="differences")
    place = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    about = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    row = models.CharField(max_length=80)
    kind = models.CharField(max_length=9, choices=Kind.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "place", "about", "row", "kind"], name="difference_marked_once"),
            models.CheckConstraint(condition=~Q(place=models.F("about")), name="differs_from_another"),
        ]


class TalkNote(Versioned):
    """What a group came to in one talk. `group` is a function, an organisation's participation, a mixed group or all."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="talks")
    item = models.CharField(max_length=80)
    group = models.CharField(max_length=30)
    text = models.TextField(blank=True)

    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "item", "group"], name="talk_note_once")]


class PlanLine(Versioned):
    """What an organisation will do at home: what, for whom, who holds it together, when it is first tested."""

    class Outcome(models.TextChoices):
        OPEN = ""
        STARTED = "started"
        DROPPED = "dropped"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="plans")
    place = models.ForeignKey(Participation, models.CASCADE, related_name="home_plans")
    what = models.CharField(max_length=160)
    for_whom = models.CharField(max_length=200, blank=True)
    owner = models.CharField(max_length=120, blank=True)
    first_test_on = models.DateField(null=True, blank=True)
    idea = models.ForeignKey(Line, models.SET_NULL, null=True, blank=True, related_name="+")
    creation_key = models.CharField(max_length=40)
    outcome = models.CharField(max_length=7, choices=Outcome.choices, blank=True)
    struck_at = models.DateTimeField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "place", "creation_key"], name="planned_once")]


class Reflection(models.Model):
    """What one person wrote for herself. Hers alone, without history; erased when she wishes and when its time is past."""

    seat = models.OneToOneField(Seat, models.CASCADE, related_name="reflection")
    text = models.TextField()
    version = models.PositiveIntegerField(default=0)
    request_key = models.CharField(max_length=40, blank=True)


class AimCount(models.Model):
    """How many judge that an aim was reached, so far as they can be counted; nobody's answer is kept by itself."""

    class Value(models.TextChoices):
        YES = "yes"
        PARTLY = "partly"
        NO = "no"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="aim_counts")
    aim = models.CharField(max_length=80)
    value = models.CharField(max_length=6, choices=Value.choices)
    many = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "aim", "value"], name="aim_counted_once")]


def by_lot() -> int:
    """A key that tells no order: rows are neither kept nor found in the order they came."""
    return secrets.randbelow(2**53 - 1) + 1


class FeedbackWords(models.Model):
    """Words without a name, a device or a time, in an order drawn by lot; plus, minus and the rest apart from each other."""

    class Kind(models.TextChoices):
        PLUS = "plus"
        MINUS = "minus"
        INTERESTING = "interesting"
        OFFICE = "office"  # only the office reads it

    id = models.BigIntegerField(primary_key=True, default=by_lot)
    room = models.ForeignKey(MeetingRoom, models.CASCADE, related_name="feedback_words")
    kind = models.CharField(max_length=11, choices=Kind.choices)
    text = models.TextField()


class FeedbackCount(models.Model):
    """How many have given feedback in a room, on a device or on paper."""

    room = models.OneToOneField(MeetingRoom, models.CASCADE, related_name="feedback_count")
    many = models.PositiveIntegerField(default=0)


class Notes(Versioned):
    """The notes of a meeting. They are a draft for some days, which those present may change, and then they stand."""

    DRAFT = dt.timedelta(days=5)

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="notes")
    summary = models.TextField(blank=True)
    drafted_at = models.DateTimeField(null=True, blank=True)
    drafted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(drafted_at__isnull=True, drafted_by__isnull=True)
                | Q(drafted_at__isnull=False, drafted_by__isnull=False),
                name="a_draft_has_its_maker",
            )
        ]


class MentorReport(Versioned):
    """What a mentor tells the office of a meeting: a draft of its own organisation until it is sent."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="mentor_reports")
    place = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    went_well = models.TextField(blank=True)
    needs = models.TextField(blank=True)
    asks = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "place"], name="one_report_per_mentor")]
