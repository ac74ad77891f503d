"""Who works here, and the one-time doors for everybody else."""

import uuid
from datetime import time

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q

from kring.core.models import Record, TextChoices


class ProfessionalManager(BaseUserManager["Professional"]):
    def create_user(
        self, email: str | None = None, password: str | None = None, **given: object
    ) -> "Professional":
        """A professional; without a password someone in the directory who does not sign in."""
        person = Professional(email=email or None, **given)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Professional(AbstractBaseUser, Record):
    """Someone who works; may sign in. FHIR Practitioner.

    Deactivated, never deleted: what was done stays done by someone. Work is never addressed to a
    professional but to a position (directory.Position). No mail between `quiet_from` and
    `quiet_until`; empty: at any hour of a working day.
    """

    class Digest(TextChoices):
        MORNING = "07:30", "één keer per dag, om 07:30 uur"
        NOON = "12:00", "één keer per dag, om 12:00 uur"
        AT_ONCE = "now", "meteen, bij elk bericht"
        NEVER = "", "alleen als er iets misgaat"

    email = models.EmailField("e-mailadres", unique=True, null=True)
    given_name = models.CharField("voornaam of voorletters", max_length=80)
    name_prefix = models.CharField("tussenvoegsel", max_length=20, blank=True)
    family_name = models.CharField("achternaam", max_length=120)
    is_active = models.BooleanField(default=True)
    shortcuts = models.BooleanField("sneltoetsen", default=True)
    compact = models.BooleanField("compacte weergave", default=False)
    digest = models.CharField(
        "mail", max_length=5, choices=Digest, default=Digest.MORNING, blank=True
    )
    quiet_from = models.TimeField(null=True, default=time(18), db_default=time(18))
    quiet_until = models.TimeField(null=True, default=time(7, 30), db_default=time(7, 30))
    language = models.CharField("taal", max_length=5, default="nl")

    objects = ProfessionalManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["given_name", "family_name"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """As spoken: Bram de Vries."""
        return " ".join(
            part for part in (self.given_name, self.name_prefix, self.family_name) if part
        )

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.given_name


class Session(AbstractBaseSession):
    """One browser in which someone is signed in; deleting the row signs it out at once.

    The key is the digest of the cookie. A guest's session has no professional.
    """

    KEY_LENGTH = 40

    professional = models.ForeignKey(Professional, models.CASCADE, null=True, related_name="+")
    device = models.CharField(max_length=80, blank=True)
    began_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField()


class Link(models.Model):
    """A one-time door for one purpose, for someone without an account.

    The secret itself is only in the mail or on the paper; here is its SHA-256. Opening the door
    uses the link up and starts a session until `session_until`. `position` is whom the link was
    given to (empty for a resident), `subject` what it is about. Personal data opens with a code
    as well (`proven_at`).
    """

    class Purpose(TextChoices):
        START = "start", "iets overdragen of vragen"
        FOLLOW = "follow", "een overdracht volgen"
        ANSWER = "answer", "antwoord van de inwoner"
        FEEDBACK = "feedback", "terugkoppelen"
        CORRECT = "correct", "nakijken wat namens u is opgeschreven"
        INVITE = "invite", "account maken"
        RESET = "reset", "nieuw wachtwoord kiezen"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    secret_hash = models.BinaryField(max_length=32, unique=True)
    purpose = models.CharField(max_length=10, choices=Purpose)
    position = models.UUIDField(null=True)
    subject = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    session_until = models.DateTimeField(null=True)
    secrecy_accepted_at = models.DateTimeField(null=True)
    code_hash = models.BinaryField(max_length=32, null=True)
    code_expires_at = models.DateTimeField(null=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    proven_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(session_until__isnull=True) | Q(used_at__isnull=False),
                name="link_session_after_use",
            )
        ]
        indexes = [models.Index(fields=["position", "purpose"], name="link_position")]

    def __str__(self) -> str:
        return f"link {self.purpose}"
