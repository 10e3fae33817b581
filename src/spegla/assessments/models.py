"""Checklists answered: one assessment per participation, unit, checklist, occasion and kind; one row per answer.

What the organisation agrees on has a history with names. What one person thinks has neither: see OwnSheet.
"""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from spegla.journal.models import Share
from spegla.journal.versions import Versioned
from spegla.people.models import Function, Organisation, Person
from spegla.rounds.models import Participation


class Assessment(Versioned):
    """A checklist answered once by one unit. `unit` is the organisation itself unless a part of it answers.

    A mentor's view of it (`mentor`) is an assessment of its own: it stands beside and is counted nowhere.
    """

    class Kind(models.TextChoices):
        """What one person or a guest answers alone is an OwnSheet: the same keys, in a table without history."""

        JOINT = "joint"
        MENTOR = "mentor"

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="assessments")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="assessments")
    checklist = models.CharField(max_length=60)
    occasion = models.CharField(max_length=60)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.JOINT)
    mentor = models.ForeignKey(Participation, models.CASCADE, null=True, blank=True, related_name="scored_outside")
    begun_at = models.DateTimeField()
    lessons = models.TextField(blank=True)
    needs = models.TextField(blank=True)

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "unit", "checklist", "occasion"], condition=Q(mentor__isnull=True),
                name="joint_assessment_once",
            ),
            models.UniqueConstraint(
                fields=["participation", "unit", "checklist", "occasion", "mentor"], condition=Q(mentor__isnull=False),
                name="outside_assessment_once_per_mentor",
            ),
            models.CheckConstraint(
                condition=Q(kind="joint", mentor__isnull=True) | Q(kind="mentor", mentor__isnull=False),
                name="a_mentors_view_has_its_mentor",
            ),
        ]


class Answer(Versioned):
    """A joint answer to one item. No row, or state `unanswered`, is not a score; neither is "cannot judge"."""

    class State(models.TextChoices):
        UNANSWERED = "unanswered"
        SCORED = "scored"
        CANNOT_JUDGE = "cannot-judge"
        NOT_AGREED = "not-agreed"

    class Mark(models.TextChoices):
        NONE = ""
        SHOW = "show"
        LEARN = "learn"

    class Why(models.TextChoices):
        """Why an answer is another than the time before. Honest scores often fall when people know more."""

        UNSAID = ""
        ACTED = "acted"
        KNOW_MORE = "know-more"
        OTHERS_ANSWERED = "others-answered"
        GOT_WORSE = "got-worse"

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="answers")
    item = models.CharField(max_length=80)
    state = models.CharField(max_length=12, choices=State.choices, default=State.UNANSWERED)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.TextField(blank=True)
    comment = models.TextField(blank=True)
    not_working = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    other_view = models.TextField(blank=True)
    done_since = models.TextField(blank=True)
    why_moved = models.CharField(max_length=16, choices=Why.choices, blank=True, default="")
    mark = models.CharField(max_length=5, choices=Mark.choices, blank=True, default="")

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "item"], name="one_answer_per_item"),
            models.CheckConstraint(
                condition=Q(state="scored", score__isnull=False) | (~Q(state="scored") & Q(score__isnull=True)),
                name="a_score_belongs_to_scored",
            ),
        ]


class SharedAnswer(models.Model):
    """An answer as it stood when the occasion was shared. Comments and "not working" only where they were chosen."""

    share = models.ForeignKey(Share, models.PROTECT, related_name="shared_answers")
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="shared_answers")
    item = models.CharField(max_length=80)
    state = models.CharField(max_length=12, choices=Answer.State.choices)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.TextField(blank=True)
    other_view = models.TextField(blank=True)
    comment = models.TextField(blank=True)
    not_working = models.TextField(blank=True)
    mark = models.CharField(max_length=5, choices=Answer.Mark.choices, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["share", "item"], name="shared_once_per_item")]


class TookPart(models.Model):
    """How many in a function were there when the joint answers were given: said by people, never counted from answers."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="took_part")
    function = models.CharField(max_length=30, choices=Function.choices)
    count = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "function"], name="took_part_once_per_function")]


class PendingImport(models.Model):
    """What was read from somebody's file, waiting for her to have looked at it. Erased when it is saved, or after a day.

    The file itself is not kept. `reading` is JSON that only the reader of files knows how to read.
    """

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    checklist = models.CharField(max_length=60)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    reading = models.TextField()
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participation", "person"], name="one_pending_import_per_person")]


class MentorNote(Versioned):
    """What a mentor says of an item that was shared with it: one question, or how it did it itself. Never a score.

    `reply` is the asked organisation's own line. A note without text has been taken back.
    """

    class Kind(models.TextChoices):
        QUESTION = "question"
        HOW_WE_DID = "how-we-did"

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="mentor_notes")
    mentor = models.ForeignKey(Participation, models.CASCADE, related_name="notes_to_others")
    checklist = models.CharField(max_length=60)
    occasion = models.CharField(max_length=60)
    item = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.QUESTION)
    text = models.TextField(blank=True)
    reply = models.CharField(max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "mentor", "checklist", "occasion", "item"], name="one_mentor_note_per_item"
            ),
            models.CheckConstraint(condition=~Q(participation=F("mentor")), name="nobody_mentors_itself"),
        ]


class OutsideConsent(models.Model):
    """One side has asked that the mentor scores too. It counts while both sides' consents stand; ended ones are the trace."""

    class Side(models.TextChoices):
        ASKED = "asked"
        MENTOR = "mentor"

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="outside_consents")
    mentor = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    side = models.CharField(max_length=6, choices=Side.choices)
    since = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    until = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "mentor", "side"], condition=Q(until__isnull=True), name="one_consent_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True, ended_by__isnull=True) | Q(until__isnull=False, ended_by__isnull=False),
                name="an_ended_consent_has_its_ender",
            ),
        ]


class LiveAssessment(models.Model):
    """A group that scores together now, on its own devices. `version` counts everything its screens would show differently.

    `turn` counts only what phones show differently too: that somebody has answered is no news to them. `item` is the one
    all look at; empty before the first. Guests come in by the code and for this time only.
    """

    LASTS = dt.timedelta(hours=12)

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="live_assessments")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    checklist = models.CharField(max_length=60)
    occasion = models.CharField(max_length=60)
    code = models.CharField(max_length=8)
    facilitator = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    item = models.CharField(max_length=80, blank=True)
    version = models.PositiveIntegerField(default=0)
    turn = models.PositiveIntegerField(default=0)
    present = models.PositiveSmallIntegerField(null=True, blank=True)  # how many people are in the room, as its leader says

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=Q(closed_at__isnull=True), name="live_code_once_at_a_time"),
            models.UniqueConstraint(
                fields=["participation", "unit", "checklist", "occasion"], condition=Q(closed_at__isnull=True),
                name="one_live_assessment_at_a_time",
            ),
        ]

    def is_over(self, *, now: dt.datetime) -> bool:
        """Closed by its leader or by time; or the round is closed, or the organisation has left it."""
        place = self.participation
        ended = self.closed_at is not None or self.opened_at + self.LASTS <= now
        return ended or place.round.closed_at is not None or place.has_ended


class OwnSheet(models.Model):
    """Whose the answers of one person, or of a guest's device, are until they are shown. Without history: it is erased."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="own_sheets")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    checklist = models.CharField(max_length=60)
    occasion = models.CharField(max_length=60)
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    live = models.ForeignKey(LiveAssessment, models.CASCADE, null=True, blank=True, related_name="guests")
    device = models.CharField(max_length=64, blank=True)  # of a guest: the hash of what its cookie holds
    code = models.CharField(max_length=8, blank=True)  # of a guest: the room's code when her device came in, or came back
    function = models.CharField(max_length=30, choices=Function.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "unit", "checklist", "occasion", "person"], condition=Q(person__isnull=False),
                name="own_sheet_once_per_person",
            ),
            models.UniqueConstraint(fields=["live", "device"], condition=~Q(device=""), name="own_sheet_once_per_device"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, live__isnull=True, device="")
                | (Q(person__isnull=True, live__isnull=False) & ~Q(device="")),
                name="own_sheet_is_a_persons_or_a_guests",
            ),
        ]


class OwnAnswer(models.Model):
    """What one person thinks of one item, seen by her alone. When the item is shown it becomes a ShownAnswer and is erased."""

    class State(models.TextChoices):
        SCORED = "scored"
        CANNOT_JUDGE = "cannot-judge"
        UNANSWERED = "unanswered"  # something is written, nothing scored

    sheet = models.ForeignKey(OwnSheet, models.CASCADE, related_name="answers")
    item = models.CharField(max_length=80)
    state = models.CharField(max_length=12, choices=State.choices, default=State.UNANSWERED)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    comment = models.TextField(blank=True)
    not_working = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    request_key = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "item"], name="own_answer_once_per_item"),
            models.CheckConstraint(
                condition=Q(state="scored", score__isnull=False) | (~Q(state="scored") & Q(score__isnull=True)),
                name="an_own_score_belongs_to_scored",
            ),
        ]


class ShownItem(models.Model):
    """An item whose own answers have been shown together. It is shown once: a later answer would be found by subtraction."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="shown_items")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    checklist = models.CharField(max_length=60)
    occasion = models.CharField(max_length=60)
    item = models.CharField(max_length=80)
    by_function = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "unit", "checklist", "occasion", "item"], name="own_answers_shown_once_per_item"
            )
        ]


class ShownAnswer(models.Model):
    """A score nobody can be asked about: no name, no device, no time, in an order drawn by lot.

    `function` is kept only where every group may be told apart; otherwise it is empty in all of the item's answers.
    """

    shown = models.ForeignKey(ShownItem, models.CASCADE, related_name="answers")
    state = models.CharField(max_length=12, choices=OwnAnswer.State.choices)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    function = models.CharField(max_length=30, choices=Function.choices, blank=True)


class ShownWords(models.Model):
    """A comment, or what somebody says is not working, apart from any score and in an order drawn by lot."""

    class Kind(models.TextChoices):
        COMMENT = "comment"
        NOT_WORKING = "not-working"

    shown = models.ForeignKey(ShownItem, models.CASCADE, related_name="words")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    text = models.TextField()
