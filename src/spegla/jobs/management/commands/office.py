"""`spegla office create|forget`: the first organisation with its programme officer, and taking a person's name away."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from spegla.assessments.own import forget_own_answers
from spegla.config.clock import read_clock
from spegla.minutes.reflecting import forget_reflections
from spegla.people.actions import add_organisation, appoint, make_link, pseudonymise
from spegla.people.letters import link_address
from spegla.people.models import Function, Organisation, SignInLink
from spegla.people.queries import person_with_address
from spegla.reporting.forgetting import forget_in_work


class Command(BaseCommand):
    help = "Make the organisation that runs rounds, with its first programme officer; or take a person's name away."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        create = actions.add_parser("create", help="make an organisation with a programme officer and print her link")
        create.add_argument("--organisation", required=True, help="its name; one that is there already is used")
        create.add_argument("--kind", default="association", choices=Organisation.Kind.values)
        create.add_argument("--email", required=True)
        create.add_argument("--name", required=True, help="the officer's name")
        forget = actions.add_parser("forget", help="replace a person's name and address; what she wrote stays")
        forget.add_argument("--email", required=True)

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        keys = {"create": ("organisation", "kind", "email", "name"), "forget": ("email",)}[action]
        getattr(self, f"do_{action}")(**{key: options[key] for key in keys})

    @transaction.atomic
    def do_create(self, organisation: str, kind: str, email: str, name: str) -> None:
        now = read_clock()
        try:
            office = Organisation.objects.filter(name=organisation, parent=None).first()
            office = office or add_organisation(organisation, kind, by=None, now=now)
            appointment = appoint(
                office, email=email, name=name, function=Function.PROGRAMME_OFFICER, by=None, now=now, invite=False
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        token = make_link(appointment.person, SignInLink.Purpose.INVITATION, now=now)
        self.stdout.write(f"{appointment.person.name} runs rounds for {office.name}.")
        self.stdout.write(f"Open this and press the button: {link_address(token)}")

    def do_forget(self, email: str) -> None:
        person = person_with_address(email)
        if person is None:
            raise CommandError(f"Nobody has the address {email}.")
        try:
            with transaction.atomic():
                forgotten = pseudonymise(person, by=None, now=read_clock())
                forget_own_answers(forgotten)
                forget_reflections(forgotten)
                forget_in_work(forgotten, name=person.name)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"Now called {forgotten.name}. What was written stays.")
