"""The envelope, the chain it is a link of, what was written, and the log of facts."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from kring.circle.models import Category
from kring.core.constraints import in_order
from kring.core.models import Record, TextChoices
from kring.directory.models import Neighbourhood, Position, Team, Theme
from kring.residents.models import Household, Resident
from kring.sharing.models import Disclosure

from . import derived
from .choices import Cold, Fact, Kind, Outcome, State, Urgency, Warm
from .hearing import NotTheOutcome


class Draft(models.Model):
    """What someone is still writing; unreadable for others, kept 7 days unless prolonged.

    Its id becomes the handover's when it is sent. `data` holds the answers per step as typed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    position = models.ForeignKey(
        Position, models.PROTECT, null=True, related_name="+", db_index=False
    )
    link = models.UUIDField(null=True)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.REFER)
    data = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    keep_until = models.DateTimeField()
    discarded_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["position", "-saved_at"], name="draft_position"),
            models.Index(fields=["keep_until"], name="draft_keep"),
        ]

    def __str__(self) -> str:
        return f"concept {self.pk}"


class Chain(models.Model):
    """What the resident experiences: handovers that follow one another until someone is helped.

    Open until its last handover completes, or it is closed with what happened. While open it has
    exactly one handover that is live, and so one baton holder and one turn (a trigger checks).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)

    objects = NotTheOutcome()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="")
                | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="chain_closed_with_outcome",
            ),
            in_order("opened_at", "closed_at"),
        ]
        indexes = [
            models.Index(
                fields=["household"], condition=Q(closed_at__isnull=True), name="chain_open"
            )
        ]

    def __str__(self) -> str:
        return f"keten {self.pk}"


class Handover(Record):
    """One try, from one position to one other; trying elsewhere is a new handover that follows it.

    FHIR ServiceRequest + Task. An envelope: parties, moments, baton; what was written stands in
    `Text`. Each step happens at most once and its moment is the record of it; pausing, a question
    and a contradiction are current moments, their history is in Progress. The database derives
    `state`, `baton` and `turn`, refuses moves that are not in rules.MOVES and logs each move.

    `sender` is the responsible position, `typed_by` who typed it when that is someone else (an
    assistant, or a team member for a caller); empty sender: a resident or relative asked.
    `caller_phone`: on which number whoever it was typed for can be reached, when they said so.
    `silence`: how far silence has moved the turn (1 stand-in, 2 escalation, 3 baton holder);
    `silent_to`: whom it moved to when that is neither sender nor receiver.
    `settled_at`: a next handover follows, or the chain was closed.
    """

    class AskedBy(TextChoices):
        PROFESSIONAL = "professional", "een professional"
        RESIDENT = "resident", "de inwoner zelf"
        RELATIVE = "relative", "een naaste"
        NEIGHBOUR = "neighbour", "een buur of bekende"

    class Hears(TextChoices):
        OUTCOME = "outcome", "wie, wat nu en uitkomst"
        ONLY_THAT = "only_that", "alleen dat er contact is"
        NOTHING = "nothing", "niets"

    kind = models.CharField(max_length=8, choices=Kind)
    chain = models.ForeignKey(Chain, models.PROTECT, related_name="+")
    follows = models.OneToOneField("self", models.PROTECT, null=True, related_name="+")
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, related_name="+", db_index=False
    )
    resident = models.ForeignKey(Resident, models.PROTECT, null=True, related_name="+")
    asked_by = models.CharField(max_length=12, choices=AskedBy, default=AskedBy.PROFESSIONAL)
    sender = models.ForeignKey(
        Position, models.PROTECT, null=True, related_name="+", db_index=False
    )
    typed_by = models.ForeignKey(
        Position, models.PROTECT, null=True, related_name="+", db_index=False
    )
    caller_phone = models.CharField("terug te bellen op", max_length=20, blank=True, db_default="")
    link = models.UUIDField(null=True)
    receiver_team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    receiver = models.ForeignKey(
        Position, models.PROTECT, null=True, related_name="+", db_index=False
    )
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="+")
    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, null=True, related_name="+")
    urgency = models.CharField(max_length=10, choices=Urgency, default=Urgency.ORDINARY)
    spoke_at = models.DateTimeField(null=True)
    warm = models.CharField(max_length=10, choices=Warm, blank=True)
    warm_at = models.DateTimeField(null=True)
    cold_because = models.CharField(max_length=10, choices=Cold, blank=True)
    hears = models.CharField(max_length=10, choices=Hears, default=Hears.ONLY_THAT)
    ends_on = models.DateField("tijdelijk tot", null=True)
    categories = ArrayField(models.CharField(max_length=12, choices=Category), default=list)
    is_wmo = models.BooleanField("melding voor de Wmo", default=False)
    is_youth = models.BooleanField("melding voor de Jeugdwet", default=False)
    reported_on = models.DateField("gemeld op", null=True)  # empty: the day it was sent

    sent_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    first_step_on = models.DateField(null=True)
    contact_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    contradicted_at = models.DateTimeField(null=True)
    question_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    paused_for = models.CharField(max_length=80, blank=True)
    paused_until = models.DateField(null=True)
    paused_turn = models.CharField(max_length=8, blank=True)
    withdraw_asked_by = models.CharField(max_length=8, blank=True)
    withdraw_as = models.CharField(max_length=12, choices=Outcome, blank=True)
    completed_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    fed_back_at = models.DateTimeField(null=True)

    due_at = models.DateTimeField(null=True)
    due_source = models.CharField(max_length=120, blank=True)
    clock_left = models.DurationField(null=True)  # what was left when a question stopped the clock
    reminded_at = models.DateTimeField(null=True)
    sweep_at = models.DateTimeField(null=True)  # when time itself does the next thing
    silence = models.PositiveSmallIntegerField(default=0)
    silent_to = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")

    state = models.GeneratedField(
        expression=derived.STATE, output_field=models.CharField(max_length=12), db_persist=True
    )
    baton = models.GeneratedField(
        expression=derived.BATON,
        output_field=models.CharField(max_length=12, null=True),
        db_persist=True,
    )
    turn = models.GeneratedField(
        expression=derived.TURN,
        output_field=models.CharField(max_length=12, null=True),
        db_persist=True,
    )
    is_live = models.GeneratedField(
        expression=derived.LIVE, output_field=models.BooleanField(), db_persist=True
    )

    objects = NotTheOutcome()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["chain"], condition=derived.LIVE_Q, name="handover_one_live"
            ),
            in_order("sent_at", "received_at"),
            in_order("received_at", "accepted_at"),
            in_order("accepted_at", "contact_at"),
            in_order("contact_at", "contradicted_at"),
            in_order("accepted_at", "paused_at"),
            in_order("accepted_at", "failed_at"),
            models.CheckConstraint(
                condition=derived.at_most_one_ending(), name="handover_one_ending"
            ),
            models.CheckConstraint(
                condition=Q(outcome="") ^ derived.ENDED, name="handover_ended_with_outcome"
            ),
            models.CheckConstraint(
                condition=Q(completed_at__isnull=True)
                | Q(contact_at__isnull=False)
                | Q(kind="consult"),
                name="handover_contact_before_completion",
            ),
            models.CheckConstraint(
                condition=Q(completed_at__isnull=True) | Q(contradicted_at__isnull=True),
                name="handover_completed_uncontradicted",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(first_step_on__isnull=False),
                name="handover_first_step",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(receiver__isnull=False),
                name="handover_accepted_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(paused_at__isnull=True)
                | (~Q(paused_for="") & Q(paused_until__isnull=False) & ~Q(paused_turn="")),
                name="handover_waits_for_until",
            ),
            models.CheckConstraint(
                condition=~Q(kind="involve") | Q(ends_on__isnull=False),
                name="handover_involve_ends",
            ),
            models.CheckConstraint(
                condition=Q(kind="consult") | Q(household__isnull=False, resident__isnull=False),
                name="handover_about_someone",
            ),
            models.CheckConstraint(
                condition=Q(receiver__isnull=False) | Q(receiver_team__isnull=False),
                name="handover_has_receiver",
            ),
            models.CheckConstraint(
                condition=Q(sender__isnull=False)
                | (~Q(asked_by="professional") & Q(receiver_team__isnull=False)),
                name="handover_sender_or_intake",
            ),
            models.CheckConstraint(
                condition=~Q(urgency="today") | Q(spoke_at__isnull=False),
                name="handover_today_is_spoken",
            ),
            models.CheckConstraint(
                condition=~Q(warm="cold") | ~Q(cold_because=""), name="handover_cold_with_reason"
            ),
            models.CheckConstraint(condition=Q(silence__lte=3), name="handover_silence"),
            models.CheckConstraint(condition=~Q(follows=F("id")), name="handover_follows_another"),
        ]
        indexes = [
            models.Index(
                fields=["receiver", "due_at", "id"],
                condition=derived.LIVE_Q,
                name="handover_receiver_live",
            ),
            models.Index(
                fields=["receiver_team", "due_at", "id"],
                condition=derived.LIVE_Q,
                name="handover_team_live",
            ),
            models.Index(
                fields=["sender", "due_at", "id"],
                condition=derived.LIVE_Q,
                name="handover_sender_live",
            ),
            models.Index(
                fields=["silent_to", "due_at", "id"],
                condition=derived.LIVE_Q,
                name="handover_silent_live",
            ),
            models.Index(fields=["sender", "-sent_at", "id"], name="handover_sent"),
            models.Index(fields=["receiver", "-sent_at", "id"], name="handover_got"),
            models.Index(fields=["household", "-sent_at"], name="handover_household"),
            models.Index(fields=["sweep_at"], condition=derived.LIVE_Q, name="handover_sweep"),
            models.Index(
                fields=["contact_at"],
                condition=derived.LIVE_Q & Q(contact_at__isnull=False),
                name="handover_met",
            ),
            models.Index(fields=["link"], condition=Q(link__isnull=False), name="handover_by_link"),
            models.Index(fields=["typed_by", "-sent_at"], name="handover_typed"),
        ]

    def __str__(self) -> str:
        return f"overdracht {self.pk}"


class Text(models.Model):
    """What was written with a handover: one category each, never changed.

    `for_sender`/`for_receiver`: which side reads it; the writer always does. `disclosure`: on which
    keys the sender reads what is above the level of this handover.
    """

    class Part(TextChoices):
        SITUATION = "situation", "wat er aan de hand is"
        WISH = "wish", "wat de inwoner zelf wil"
        GOES_WELL = "goes_well", "wat er goed gaat"
        QUESTION = "question", "vraag"
        ANSWER = "answer", "antwoord"
        FIRST_STEP = "first_step", "eerste stap"
        BRIDGE = "bridge", "overbrugging"
        REASON = "reason", "reden"
        FEEDBACK = "feedback", "terugkoppeling"
        OUTCOME = "outcome", "hoe het afliep"
        REPLY = "reply", "reactie van de inwoner"
        CORRECTION = "correction", "aanvulling van de verzender"
        PLACE = "place", "waar het driegesprek is"
        SPOKEN = "spoken", "met wie gesproken"
        ASKER = "asker", "wie om hulp vroeg"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    handover = models.ForeignKey(Handover, models.PROTECT, related_name="+", db_index=False)
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="+")
    part = models.CharField(max_length=12, choices=Part)
    category = models.CharField(max_length=12, choices=Category)
    body = models.TextField()
    for_sender = models.BooleanField(default=True)
    for_receiver = models.BooleanField(default=True)
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, null=True, related_name="+")
    written_by = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["handover", "at"], name="text_handover")]

    def __str__(self) -> str:
        return f"tekst {self.pk}"


class Progress(models.Model):
    """An ordered log of facts with a time; moves are written by the database itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    handover = models.ForeignKey(Handover, models.PROTECT, related_name="+", db_index=False)
    what = models.CharField(max_length=24, choices=[*State.choices, *Fact.choices])
    how = models.CharField(max_length=40, blank=True)  # a code: phone, visit, no_answer …
    on = models.DateTimeField(null=True)  # the moment it is about, e.g. of the appointment
    at = models.DateTimeField()
    by = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    by_kind = models.CharField(max_length=12)
    written_at = models.DateTimeField(db_default=models.Func(function="clock_timestamp"))

    class Meta:
        indexes = [models.Index(fields=["handover", "written_at"], name="progress_handover")]

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d}"
