"""The shapes of a programme edition and a checklist, as the TOML files must hold them.

Only shapes live here: reading is in `loader`, meaning is checked in `checks`.
Every struct refuses unknown keys. Keys are lower-kebab, stable and never reused.
"""

from typing import Literal

import msgspec

Origin = Literal["source", "ours", "imported"]  # imported: the words of those who run the round, out of their own file


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """What every struct here shares: read-only, and a key that is not known is an error."""


class Text(Shape, frozen=True, kw_only=True):
    """One wording in both languages of the product."""

    sv: str
    en: str

    def in_language(self, language: str) -> str:
        return self.en if language.startswith("en") else self.sv


class Sourced(Shape, frozen=True, kw_only=True):
    """Something with a text: `origin` says whose thought it is, `points` which numbered points it carries."""

    origin: Origin
    points: tuple[str, ...] = ()


class Point(Sourced, frozen=True, kw_only=True):
    """One aim, way of working or question of a step; `audience` names functions or roles."""

    key: str
    text: Text
    audience: tuple[str, ...] = ("all",)


class Preparation(Point, frozen=True, kw_only=True):
    """Something to have done before `due`. `does` names what the product itself can see is done.

    `page` is the product's page where something ticked off by hand is best done.
    """

    why: Text | None = None
    due: str
    minutes: int = 10
    does: Literal[
        "tick", "team", "confirmation", "facts", "assessment", "share", "marks", "presentation",
        "service", "idea", "improvement", "report", "mentor-decision",
    ] = "tick"
    page: Literal[
        "", "shift", "comparison", "service", "improvements", "guidance", "presentations", "invitation",
    ] = ""


class Material(Sourced, frozen=True, kw_only=True):
    """A template, form, film or other thing to use. `page` is the product's own page for it, if any.

    `reflection` is a short question to think about afterwards, each for herself.
    """

    key: str
    kind: Literal["template", "checklist", "form", "film", "guide", "tool", "presentation", "agenda", "link"]
    title: Text
    text: Text
    audience: tuple[str, ...] = ("all",)
    page: Literal[
        "", "assessment", "comparison", "guidance", "report", "agenda", "method", "facts", "presentation",
    ] = ""
    reflection: Point | None = None


class SharedTask(Sourced, frozen=True, kw_only=True):
    """A task the cluster does together in one workspace; `owners` are the functions that own it jointly."""

    key: str
    title: Text
    text: Text
    owners: tuple[str, ...]
    due: str = ""


class Cost(Sourced, frozen=True, kw_only=True):
    """Who pays for what at the meetings."""

    text: Text


class Chore(Sourced, frozen=True, kw_only=True):
    """One thing on the list of those who organise a meeting. `when` is counted from its day, as "-14d".

    `page` is the product's own page where it is done.
    """

    key: str
    text: Text
    phase: Literal["before", "during", "after"]
    when: str
    page: Literal["", "days", "arrange", "invitation", "attendance"] = ""


class MeetingRoles(Shape, frozen=True, kw_only=True):
    """Who does what at a meeting: four separate roles. Values are role keys of the edition."""

    organises: str
    hosts: str
    leads: str
    notes: str
    origin: Origin
    points: tuple[str, ...] = ()


class Step(Sourced, frozen=True, kw_only=True):
    """One step of the programme. `opens` and `closes` are calendar keys: when the step is worked on."""

    key: str
    number: int
    kind: Literal["startup", "meeting", "home", "conference", "strategists", "preparation"]
    title: Text
    summary: Text
    opens: str
    closes: str
    meeting: str = ""  # calendar key of the meeting, for the kinds that meet
    occasion: str = ""  # the self-assessment occasion that belongs to the step
    agenda: str = ""
    roles: MeetingRoles | None = None
    aim: tuple[Point, ...] = ()
    preparation: tuple[Preparation, ...] = ()
    how: tuple[Point, ...] = ()
    material: tuple[Material, ...] = ()
    task: tuple[SharedTask, ...] = ()
    question: tuple[Point, ...] = ()  # one good question for an elected official to ask
    note: tuple[Point, ...] = ()  # anything else the source says of the step


class AgendaItem(Sourced, frozen=True, kw_only=True):
    """`groups` is how people sit, `shows` what the meeting room offers then, `question` what they talk about."""

    key: str
    title: Text
    minutes: int
    form: Literal["lecture", "talk", "own-work", "reflection", "practical", "pause"]
    audience: tuple[str, ...] = ("all",)
    groups: Literal["", "functions", "mixed", "teams"] = ""
    shows: Literal["", "aims", "pictures", "experience", "beside", "ideas", "plans", "reflection", "close"] = ""
    question: tuple[Point, ...] = ()


class Agenda(Sourced, frozen=True, kw_only=True):
    key: str
    title: Text
    item: tuple[AgendaItem, ...]


class Variant(Sourced, frozen=True, kw_only=True):
    """A length of the programme, e.g. one year or two. The first one is the default."""

    key: str
    title: Text


class Date(Sourced, frozen=True, kw_only=True):
    """A date counted from another: `offset` by variant ("*" for all), as "10w", "-14d" or "4m".

    The one date without anchor is `start`, which is the round's start date.
    """

    key: str
    title: Text
    kind: Literal["meeting", "deadline", "opening", "check"]
    anchor: str = ""
    offset: dict[str, str] = {}


class Occasion(Sourced, frozen=True, kw_only=True):
    """A self-assessment occasion; `sheet` is the name of its tab in a workbook."""

    key: str
    title: Text
    sheet: Text
    opens: str
    due: str


class Function(Sourced, frozen=True, kw_only=True):
    """A person's function or an organisation's role. `acts_as`: also gets what is meant for these.

    `stands_in_for`: also gets what is meant for these where nobody of the organisation has them.
    """

    key: str
    kind: Literal["function", "role"]
    title: Text
    text: Text
    acts_as: tuple[str, ...] = ()
    stands_in_for: tuple[str, ...] = ()


class StatusRule(Sourced, frozen=True, kw_only=True):
    """The programme's own rule for model status.

    rule="scores": no answer at a value in `forbidden`, more than `share` of the items at `level` or above.
    rule="rounds": one finished round as participant and after it one finished round as mentor.
    """

    key: str
    title: Text
    text: Text
    rule: Literal["scores", "rounds"]
    forbidden: tuple[int, ...] = ()
    level: int = 0
    share: float = 0.0


class Heading(Sourced, frozen=True, kw_only=True):
    """A heading of the final report. `draws_on` names what the product fills in by itself."""

    key: str
    title: Text
    help: Text
    variants: tuple[Literal["municipality", "region"], ...] = ("municipality", "region")
    draws_on: Literal[
        "nothing", "organisation", "people", "start", "shift", "steering", "service", "follow-up",
        "exchange", "lessons", "needs", "mentor-decision",
    ] = "nothing"


class Slot(Sourced, frozen=True, kw_only=True):
    """One slide of a presentation: what is asked for, and `draws_on`, what the product fills in by itself.

    `items` are the checklist items that answers are taken from; `columns` the head of a table that people fill in.
    What draws on "offered" is never filled in: it is where private words go that their writer has chosen to use.
    """

    key: str
    kind: Literal["text", "bullets", "picture", "table", "chart"]
    title: Text
    guidance: Text
    role: Literal["everyone", "participant", "mentor"] = "everyone"
    draws_on: Literal[
        "nothing", "offered", "organisation", "people", "service", "answers", "low", "show", "learn", "improvements",
        "service-improvements", "steering-improvements", "results", "ideas", "exchange", "lessons", "needs", "experience",
        "mentor-decision", "levels-chart", "shift-chart",
    ] = "nothing"
    items: tuple[str, ...] = ()
    columns: tuple[Text, ...] = ()


class PresentationTemplate(Sourced, frozen=True, kw_only=True):
    """The slides that an organisation's presentation for the meeting of a step has, in order."""

    key: str
    step: str
    title: Text
    slot: tuple[Slot, ...]


class Edition(Sourced, frozen=True, kw_only=True):
    """What stands in edition.toml."""

    key: str
    title: Text
    summary: Text
    published: str
    language: Literal["sv", "en"] = "sv"
    sources: tuple[str, ...]
    checklists: tuple[str, ...]
    perspective: str
    meeting_word: Text
    meeting_cost: Cost | None = None
    cluster_size: tuple[int, int] = (2, 4)
    status_rules: tuple[str, ...] = ()
    outside_scoring: bool = False  # whether a mentor may score too, where both sides ask for it
    function: tuple[Function, ...]
    occasion: tuple[Occasion, ...]
    status_rule: tuple[StatusRule, ...] = ()
    about: tuple[Point, ...] = ()  # the method, roles and conditions as this edition tells them


class Programme(Shape, frozen=True, kw_only=True):
    """A whole edition, resolved: what a round stores when it opens."""

    edition: Edition
    step: tuple[Step, ...]
    variant: tuple[Variant, ...]
    date: tuple[Date, ...]
    agenda: tuple[Agenda, ...] = ()
    heading: tuple[Heading, ...] = ()
    chore: tuple[Chore, ...] = ()  # of those who organise a meeting
    presentation: tuple[PresentationTemplate, ...] = ()


class Level(Sourced, frozen=True, kw_only=True):
    """One level of a scale and what it means."""

    value: int
    title: Text
    meaning: Text


class AnswerLevel(Sourced, frozen=True, kw_only=True):
    """A level of the organisation that answers: the whole, or each board with its administration."""

    key: str
    title: Text


class Ask(Sourced, frozen=True, kw_only=True):
    """What an item asks of a function."""

    audience: str
    text: Text


class Statement(Sourced, frozen=True, kw_only=True):
    """What is assessed on one answer level, and what would show it."""

    level: str
    text: Text
    evidence: Text | None = None


class Item(Sourced, frozen=True, kw_only=True):
    key: str
    number: int
    title: Text
    group: str = ""
    statement: tuple[Statement, ...]
    ask: tuple[Ask, ...] = ()


class Group(Sourced, frozen=True, kw_only=True):
    key: str
    title: Text


class Checklist(Sourced, frozen=True, kw_only=True):
    """A versioned checklist: levels, units, scale and perspective. `sum` says if its scores may be added.

    `derived_from`: the checklist that this one says in other words. Items that are the same have the same key there.
    """

    key: str
    derived_from: str = ""
    title: Text
    summary: Text
    version: str
    perspective: str
    sum: bool
    scale: tuple[Level, ...]
    answer_level: tuple[AnswerLevel, ...]
    group: tuple[Group, ...] = ()
    item: tuple[Item, ...]
    precondition: tuple[Point, ...] = ()


class Pair(Sourced, frozen=True, kw_only=True):
    """Items of one checklist that correspond to items of another; nothing is ever subtracted across."""

    of: tuple[str, ...]
    to: tuple[str, ...]
    note: Text | None = None


class Mapping(Shape, frozen=True, kw_only=True):
    of: str
    to: str
    pair: tuple[Pair, ...]


class SourcePoint(Shape, frozen=True, kw_only=True):
    """One numbered thing a source text says, told briefly in our own words."""

    n: int
    where: str
    gist: str


class Source(Shape, frozen=True, kw_only=True):
    """A source text, point by point, so that coverage can be counted."""

    key: str
    title: str
    publisher: str
    published: str
    carrier: str  # the edition, or "method", that must carry every point
    point: tuple[SourcePoint, ...]


class Section(Sourced, frozen=True, kw_only=True):
    key: str
    title: Text
    text: Text


class Method(Shape, frozen=True, kw_only=True):
    """The public page on the method: its sections in order."""

    section: tuple[Section, ...]
