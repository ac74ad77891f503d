"""The closed lists of the handover: code word and Dutch screen word."""

from enum import StrEnum

from kring.core.models import TextChoices


class Kind(TextChoices):
    """HandoverKind. `lead` is a circle.Transfer, shown in the same lists."""

    CONSULT = "consult", "raadplegen"
    INVOLVE = "involve", "tijdelijk betrekken"
    REFER = "refer", "doorverwijzen"


class State(TextChoices):
    """Where the negotiation is; derived by the database from the moments."""

    DRAFT = "draft", "concept"
    SENT = "sent", "verstuurd"
    RECEIVED = "received", "gezien"
    ACCEPTED = "accepted", "aangenomen"
    UNDER_WAY = "under_way", "contact gelegd"
    PAUSED = "paused", "wacht"
    COMPLETED = "completed", "afgerond"
    DECLINED = "declined", "niet passend"
    FAILED = "failed", "niet gelukt"
    WITHDRAWN = "withdrawn", "ingetrokken"


class Side(StrEnum):
    """Who of the two parties; EITHER: one of them, BOTH: one proposes and the other agrees."""

    SENDER = "sender"
    RECEIVER = "receiver"
    EITHER = "either"
    BOTH = "both"


class Outcome(TextChoices):
    """What came of it; every ending carries one."""

    HELPED = "helped", "geholpen"
    PARTLY = "partly", "deels geholpen"
    ELSEWHERE = "elsewhere", "elders geholpen"
    UNWANTED = "unwanted", "wil nu geen hulp"
    NOT_REACHED = "not_reached", "niet bereikt"
    NO_OFFER = "no_offer", "geen passend aanbod"
    MOVED = "moved", "verhuisd"
    DECEASED = "deceased", "overleden"


class Urgency(TextChoices):
    """How soon the sender thinks it is needed."""

    TODAY = "today", "vandaag"
    DAYS = "days", "binnen 3 werkdagen"
    WEEK = "week", "binnen een week"
    ORDINARY = "ordinary", "kan even wachten"


class Warm(TextChoices):
    """How the resident is brought along; cold needs a reason."""

    THREE = "three", "driegesprek"
    CALL = "call", "samen bellen"
    INTRODUCED = "introduced", "geïntroduceerd"
    COLD = "cold", "niet samen"


class Cold(TextChoices):
    """Why a handover is not warm."""

    WANTS = "wants", "de inwoner wil het zo"
    HURRY = "hurry", "het kan niet wachten"
    NO_MOMENT = "no_moment", "geen gezamenlijk moment gevonden"
    KNOWN = "known", "de inwoner en de ontvanger kennen elkaar al"


class Fact(TextChoices):
    """Progress: facts with a time, beside the state; they never end a handover."""

    QUESTION_ASKED = "question_asked", "vraag gesteld"
    QUESTION_ANSWERED = "question_answered", "vraag beantwoord"
    CONTACT_ATTEMPTED = "contact_attempted", "poging tot contact"
    APPOINTMENT_PLANNED = "appointment_planned", "afspraak gemaakt"
    NO_SHOW = "no_show", "niet verschenen"
    CONTACT_MADE = "contact_made", "contact gelegd"
    RESIDENT_ASKED = "resident_asked", "inwoner kreeg een sms met de vraag of er contact was"
    CONTACT_CONFIRMED = "contact_confirmed", "bevestigd door de inwoner"
    CONTACT_CONTRADICTED = "contact_contradicted", "inwoner zegt: geen contact"
    CALL_ASKED = "call_asked", "inwoner vraagt om een telefoontje"
    RESIDENT_HEARD = "resident_heard", "inwoner gesproken over de vraag"
    REPORTED = "reported", "melding voor de wet genoteerd"
    INTERIM_FEEDBACK = "interim_feedback", "tussenstand"
    FEEDBACK_GIVEN = "feedback_given", "teruggekoppeld"
    OVERDUE = "overdue", "te laat"
    ESCALATED = "escalated", "doorgezet"
    BRIDGED = "bridged", "overbrugging afgesproken"
    REASSIGNED = "reassigned", "aan iemand anders gegeven"
