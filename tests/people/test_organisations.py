import pytest
from django.core.exceptions import ValidationError

from spegla.journal.models import Event
from spegla.people.actions import add_organisation
from spegla.people.models import Organisation


def test_an_organisation_is_added_and_noted(by, now):
    made = add_organisation("  Alvdala \n kommun ", "municipality", by=by, now=now)
    assert (made.name, made.kind, made.parent) == ("Alvdala kommun", "municipality", None)
    assert Event.objects.get().what == "organisation-added"


def test_a_name_is_taken_once_under_the_same_parent(by, now):
    top = add_organisation("Alvdala", "municipality", by=by, now=now)
    add_organisation("Skolan", "administration", parent=top, by=by, now=now)
    add_organisation("Skolan", "administration", by=by, now=now)
    with pytest.raises(ValidationError) as refused:
        add_organisation("skolan", "administration", parent=top, by=by, now=now)
    assert refused.value.message_dict == {"name": ["Det finns redan en organisation som heter skolan."]}
    assert Organisation.objects.count() == 3


@pytest.mark.parametrize(
    ("name", "kind", "field"), [("", "municipality", "name"), ("a" * 121, "region", "name"), ("Alvdala", "town", "kind")]
)
def test_what_is_wrong_is_said_at_the_field(by, now, name, kind, field):
    with pytest.raises(ValidationError) as refused:
        add_organisation(name, kind, by=by, now=now)
    assert list(refused.value.message_dict) == [field]
    assert not Organisation.objects.exists()
