"""What the wall shows of the item that is on: welcome, pictures, side by side, ideas, questions, aims, plans."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from spegla.minutes.following import following
from spegla.minutes.leaving import aims_of
from spegla.minutes.lines import lines_of, taken_by_line
from spegla.minutes.plans import plans_of
from spegla.minutes.rooms import Scene
from spegla.minutes.seats import seats_at
from spegla.minutes.shown import experiences_of, presentations_for, slides_of
from spegla.minutes.talks import groups_of, talks_of
from spegla.rounds.models import Participation
from spegla.web.live.meeting.beside import beside_words, own_place, scores_of
from spegla.web.live.meeting.room import Here
from spegla.web.live.meeting.said import by_kind, group_name
from spegla.web.participant.presentations.showing import shown
from spegla.web.templatetags.wording import text

Words = dict[str, Any]


def scene_of(here: Here) -> Words:
    scene = here.room.scene
    return {"scene": scene} | SCENES.get(scene, item)(here)


def way_in(here: Here) -> Words:
    return {"joined": len(seats_at(here.meeting))}


def item(here: Here) -> Words:
    on = here.item
    found: Words = {"aims": here.step.aim, "talks": talks(here)}
    if on and on.shows == "pictures":
        found["pictures"] = pictures(here)
    if on and on.shows == "close":
        found["next"] = next_words(here)
    if on and on.shows == "experience":
        found["experiences"] = experiences_of([place.pk for place in here.places if place.is_mentor], here.request.standing)
    return found


def next_words(here: Here) -> Words | None:
    """The meeting that follows: its title, its day and who hosts it."""
    after = following(here.meeting)
    if after is None:
        return None
    host = next((place for place in here.places if place.pk == after.host), None)
    return {"title": text(after.step.title), "on": after.on, "host": host, "has_host": after.has_host, "key": after.step.key}


def talks(here: Here) -> list[tuple[str, str]]:
    """What the groups came to in the talk that is on: the group, its words."""
    if here.item is None:
        return []
    notes = talks_of(here.meeting)
    groups = groups_of(here.item.groups, here.places)
    found = [(group, notes.get((here.item.key, group))) for group in groups]
    return [(group_name(group, here.places), note.text) for group, note in found if note and note.text]


def pictures(here: Here) -> list[tuple[Participation, bool]]:
    """The organisations that show, and whether they have shared a presentation."""
    shared = presentations_for(here.step.key, [place.pk for place in here.places], here.request.standing)
    return [(place, place.pk in shared) for place in here.places]


def picture(here: Here) -> Words:
    """One organisation's presentation, with the way to it as slides."""
    owner = next((place for place in here.places if place.pk == here.room.picture_id), None)
    place = own_place(here)
    if owner is None or place is None:
        return {"owner": owner, "pictures": pictures(here)}
    found = presentations_for(here.step.key, [owner.pk], here.request.standing).get(owner.pk)

    def address(name: str, *parts: Any) -> str:
        return reverse(f"participant:presentation-{name}", args=[place.pk, here.step.key, owner.pk, *parts])

    slides = slides_of(found) if found else []
    return {
        "owner": owner, "shared": found, "slides_url": address("slides-of"), "of_url": address("of"),
        "slides": [shown(one, address("picture-of", one.content.picture or 0)) for one in slides],
        "pictures": pictures(here), "scores": scores_of(here, owner),
    }


def lines(here: Here) -> Words:
    return {"lines": by_kind(lines_of(here.meeting)), "taken": taken_by_line(here.meeting)}


def aims(here: Here) -> Words:
    return {"judged": judged(here)}


def judged(here: Here) -> list[Words]:
    """Each aim with how many said what, once that is shown; before that only how many have answered."""
    counts, shown_now = aims_of(here.meeting), here.room.aims_shown_at is not None
    found = []
    for aim in here.step.aim:
        said = counts.get(aim.key, {})
        found.append({"key": aim.key, "text": text(aim.text), "many": sum(said.values()), "said": said if shown_now else None})
    return found


def plans(here: Here) -> Words:
    found: dict[int, list[Any]] = {}
    for line in plans_of(here.meeting):
        found.setdefault(line.place_id, []).append(line)
    return {"plans": [(place, found.get(place.pk, [])) for place in here.places]}


SCENES: dict[str, Callable[[Here], Words]] = {
    Scene.WAY_IN: way_in, Scene.PICTURE: picture, Scene.BESIDE: beside_words, Scene.IDEAS: lines, Scene.QUESTIONS: lines,
    Scene.AIMS: aims, Scene.PLANS: plans,
}
