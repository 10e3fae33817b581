"""Organisations, people, the functions people have for organisations, and the links they sign in with."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import make_password
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Organisation(models.Model):
    """A municipality, region, administration … Organisations form a tree, so that a round can run inside one of them."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("kommun")
        REGION = "region", _("region")
        ADMINISTRATION = "administration", _("förvaltning")
        MUNICIPAL_ASSOCIATION = "municipal-association", _("kommunalförbund")
        COMPANY = "company", _("bolag")
        AGENCY = "agency", _("myndighet")
        ASSOCIATION = "association", _("förening")

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=30, choices=Kind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "parent"], name="organisation_once_under_parent"),
            models.UniqueConstraint(fields=["name"], condition=Q(parent__isnull=True), name="organisation_once_at_top"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="organisation_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=self.normalise(username or ""))

    @staticmethod
    def normalise(email: str) -> str:
        """An address as it is kept and looked for: without spaces around it, in small letters."""
        return email.strip().lower()


class Person(AbstractBaseUser):
    """Somebody who signs in. Nobody is a superuser: what one may do follows from functions held for organisations."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=5, default="sv")
    is_active = models.BooleanField(default=True)
    pseudonymised_at = models.DateTimeField(null=True, blank=True)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="person_email_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name.split() else ""

    @staticmethod
    def unusable() -> str:
        """A password that nobody has, for people who sign in by link."""
        return make_password(None)


class Function(models.TextChoices):
    """What somebody is for an organisation. An edition may have its own words; the keys are the same in all editions."""

    ELECTED_OFFICIAL = "elected-official", _("förtroendevald")
    SENIOR_MANAGER = "senior-manager", _("hög chef")
    KEY_PERSON = "key-person", _("nyckelperson")
    STRATEGIST = "strategist", _("strateg")
    SERVICE_REPRESENTATIVE = "service-representative", _("verksamhetsföreträdare")
    PROGRAMME_OFFICER = "programme-officer", _("programansvarig")
    OTHER = "other", _("annan deltagare")


class Appointment(models.Model):
    """A person has a function for an organisation, from a day until a handover or an end. History stays."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="appointments")
    function = models.CharField(max_length=30, choices=Function.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    appointed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")
    brief_read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "function"],
                condition=Q(until__isnull=True),
                name="appointment_once_at_a_time",
            ),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="appointment_ends_after"),
        ]
        indexes = [models.Index(fields=["organisation", "until"])]


class SignInLink(models.Model):
    """A link that signs somebody in once, when its button is pressed. Only the hash of the secret is kept."""

    class Purpose(models.TextChoices):
        INVITATION = "invitation"
        SIGN_IN = "sign-in"

        @property
        def days(self) -> int:
            """How long it can be used."""
            return 60 if self is SignInLink.Purpose.INVITATION else 1

    person = models.ForeignKey(Person, models.CASCADE, related_name="links")
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)


class UnwantedLetter(models.Model):
    """A kind of letter that a person has said she does not want. Letters nobody can do without are of no such kind."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="unwanted_letters")
    kind = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="letter_unwanted_once")]
