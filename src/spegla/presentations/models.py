"""Presentations for meetings: what people write in each slot, the slides as they were shared, and the files people bring."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from spegla.files.models import StoredFile
from spegla.journal.versions import Versioned
from spegla.people.models import Organisation, Person
from spegla.rounds.models import Participation


class Presentation(Versioned):
    """An organisation's presentation for the meeting of a step. Each time it is shared is a version with its own slides.

    `upload` is the organisation's own file, shown instead of the slides. `language` is that of what was shared last.
    """

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="presentations")
    step = models.CharField(max_length=80)
    upload = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    shared_at = models.DateTimeField(null=True, blank=True)
    shared_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=5, blank=True)

    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participation", "step"], name="one_presentation_per_meeting")]


class SlotText(Versioned):
    """What people have done with a slot. Until they write (`own`) it shows what the product fills in, always as it is now.

    `cells_version` names the set of cells that this version has; an older version keeps its own.
    """

    presentation = models.ForeignKey(Presentation, models.CASCADE, related_name="slots")
    slot = models.CharField(max_length=80)
    own = models.BooleanField(default=False)
    skipped = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    chart = models.CharField(max_length=20, blank=True)
    picture = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    alt = models.CharField(max_length=300, blank=True)
    cells_version = models.PositiveIntegerField(default=0)

    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["presentation", "slot"], name="one_text_per_slot")]


class Cell(models.Model):
    """A cell of a table that people have filled in, below its head, in one version of its slot."""

    slot = models.ForeignKey(SlotText, models.CASCADE, related_name="cells")
    version = models.PositiveIntegerField()
    row = models.PositiveSmallIntegerField()
    column = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["row", "column"]
        constraints = [models.UniqueConstraint(fields=["slot", "version", "row", "column"], name="one_text_per_cell")]


class SharedSlide(models.Model):
    """A slide of a version that was shared, as it stood. Never changed."""

    presentation = models.ForeignKey(Presentation, models.CASCADE, related_name="shared_slides")
    version = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField()
    slot = models.CharField(max_length=80)
    kind = models.CharField(max_length=8)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    picture = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    alt = models.CharField(max_length=300, blank=True)
    chart = models.CharField(max_length=8, blank=True)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["presentation", "version", "position"], name="slide_shared_once_per_version"),
            models.CheckConstraint(
                condition=Q(chart="", low__isnull=True, high__isnull=True)
                | (~Q(chart="") & Q(low__isnull=False, high__isnull=False)),
                name="a_shared_chart_has_its_scale",
            ),
        ]


class SharedCell(models.Model):
    """A cell of a table that was shared. Never changed."""

    slide = models.ForeignKey(SharedSlide, models.CASCADE, related_name="cells")
    row = models.PositiveSmallIntegerField()
    column = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["row", "column"]
        constraints = [models.UniqueConstraint(fields=["slide", "row", "column"], name="cell_shared_once")]


class SharedPoint(models.Model):
    """A value of a chart that was shared, with the names of its series and category. Never changed."""

    slide = models.ForeignKey(SharedSlide, models.CASCADE, related_name="points")
    series = models.PositiveSmallIntegerField()
    category = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    label = models.CharField(max_length=300)
    value = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = ["series", "category"]
        constraints = [models.UniqueConstraint(fields=["slide", "series", "category"], name="point_shared_once")]


class Upload(models.Model):
    """What was found in a presentation that somebody made herself. `tagged` is None for a .pptx."""

    file = models.OneToOneField(StoredFile, models.CASCADE, related_name="presented")
    slides = models.PositiveSmallIntegerField()
    tagged = models.BooleanField(null=True)


class UploadedTitle(models.Model):
    """The heading of a slide of it; empty where it has none."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="titles")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["upload", "number"], name="one_title_per_uploaded_slide")]


class UploadedFlaw(models.Model):
    """What not everybody can see or hear in it: of a slide, or (without slide) of the whole file. A key that pages word."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="flaws")
    flaw = models.CharField(max_length=40)
    slide = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["pk"]


class Master(models.Model):
    """The PowerPoint file that an organisation's presentations are written in, instead of ours."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="presentation_master")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    sample_slides = models.PositiveSmallIntegerField(default=0)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")


class MasterLook(models.Model):
    """Which layout of it a kind of slide is written in, and how well that fits. Keys that pages word."""

    master = models.ForeignKey(Master, models.CASCADE, related_name="looks")
    look = models.CharField(max_length=20)
    layout = models.CharField(max_length=200, blank=True)
    how = models.CharField(max_length=20)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["master", "look"], name="one_layout_per_look")]


class MasterProblem(models.Model):
    """What is good to know of it. A key that pages word."""

    master = models.ForeignKey(Master, models.CASCADE, related_name="problems")
    problem = models.CharField(max_length=40)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["master", "problem"], name="master_problem_once")]


class Question(Versioned):
    """Somebody of another organisation asks about a shared presentation; the organisation that shared it answers.

    Those who may read the presentation read both. A question without text has been taken back.
    """

    presentation = models.ForeignKey(Presentation, models.CASCADE, related_name="questions")
    asker = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    text = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    creation_key = models.CharField(max_length=40)

    history = HistoricalRecords()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["presentation", "author", "creation_key"], name="question_asked_once")
        ]
