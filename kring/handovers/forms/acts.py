"""What one fills in to do something with a handover: each act a small page."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kring.core import forms
from kring.handovers.models.choices import Outcome, Side

from .nameless import Nameless

DECLINED = (Outcome.NO_OFFER, Outcome.ELSEWHERE, Outcome.UNWANTED, Outcome.MOVED)
FAILED = (Outcome.NOT_REACHED, Outcome.UNWANTED, Outcome.NO_OFFER, Outcome.ELSEWHERE, Outcome.MOVED)
COMPLETED = (Outcome.HELPED, Outcome.PARTLY, Outcome.ELSEWHERE, Outcome.UNWANTED, Outcome.MOVED)
CLOSED = (*COMPLETED, Outcome.NOT_REACHED, Outcome.NO_OFFER)
WITHDRAWN = (Outcome.UNWANTED, Outcome.ELSEWHERE, Outcome.HELPED, Outcome.MOVED)
# Of a question without a name: nothing is said of a resident.
NOT_OURS = (Outcome.NO_OFFER, Outcome.ELSEWHERE)
NOT_NEEDED = (Outcome.ELSEWHERE, Outcome.HELPED)
NO_ANSWER = (*NOT_NEEDED, Outcome.NO_OFFER)

PHONE, VISIT, HERE, VIDEO, LETTER = "phone", "visit", "here", "video", "letter"
WAYS = [
    (PHONE, _("Bellen")),
    (VISIT, _("Huisbezoek")),
    (HERE, _("Gesprek hier")),
    (VIDEO, _("Beeldbellen")),
]
TRIES = [(PHONE, _("Bellen")), (VISIT, _("Huisbezoek")), (LETTER, _("Brief of bericht"))]
RESULTS = [
    ("no_answer", _("Niemand gesproken")),
    ("message", _("Bericht achtergelaten")),
    ("other_person", _("Iemand anders gesproken")),
    ("wrong_number", _("Het nummer klopt niet")),
]
SAYS = [
    ("yes", _("Ja, ik heb iemand gesproken")),
    ("no", _("Nee, nog niemand")),
    ("someone_else", _("Ik wil liever iemand anders")),
    ("call_me", _("Bel mij")),
]


def _outcomes(given: Sequence[Outcome]) -> list[tuple[str, Any]]:
    return [(each.value, str(each.label).capitalize()) for each in given]


class ToldBack(forms.Form):
    """What the sender hears of it; above their level only when the resident agreed to it."""

    agreed = forms.ChoiceField(
        label=_("Mag de verzender dit lezen?"),
        help_text=_("Zonder ja van de inwoner hoort de verzender alleen of er contact is."),
        choices=[
            ("", _("Nee, of niet besproken")),
            ("spoken", _("Ja, dat zei de inwoner")),
            ("written", _("Ja, dat schreef de inwoner")),
        ],
        required=False,
    )
    field_order = ("outcome", "text", "reason", "agreed")

    def __init__(self, *args: Any, hears: bool = True, **kwargs: Any) -> None:
        """`hears`: the sender may hear it without asking the resident."""
        super().__init__(*args, **kwargs)
        if hears:
            del self.fields["agreed"]


class Nothing(forms.Form):
    """Only a button."""


class Accept(forms.Form):
    first_step = forms.LineField(
        label=_("Wat is uw eerste stap?"),
        help_text=_("Bijvoorbeeld: ik bel om kennis te maken."),
        missing=_("Schrijf op wat uw eerste stap is."),
    )
    on = forms.PlannedDayField(
        label=_("Op welke dag?"), future=True, missing=_("Kies op welke dag u dat doet.")
    )
    bridge = forms.TextField(
        label=_("Kunt u pas later beginnen? Schrijf de overbrugging op."),
        help_text=_("Wie houdt tot die tijd contact, hoe vaak, en wat als het slechter gaat?"),
        required=False,
        rows=2,
    )


OTHER = "other"


class AcceptKnown(Accept):
    """`coordinators`: id and name of who may already coordinate for whom it is about."""

    known = forms.ChoiceField(
        label=_("Is dit iemand die al een coördinator heeft?"),
        help_text=_("Naam en geboortedatum zijn gelijk. Bel die coördinator eerst."),
        missing=_("Kies of dit dezelfde persoon is."),
    )

    def __init__(self, *args: Any, coordinators: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        same = [
            (
                each,
                forms.Option(
                    _("Ja, dezelfde persoon als bij %(who)s") % {"who": name},
                    str(_("Deze collega blijft coördinator en krijgt bericht.")),
                ),
            )
            for each, name in coordinators
        ]
        said = [*same, (OTHER, _("Nee, dit is iemand anders"))]
        self.fields["known"].choices = said  # type: ignore[attr-defined]  # it is a ChoiceField

    def clean_known(self) -> UUID | None:
        """The coordinator of that person, or None for somebody new."""
        said = self.cleaned_data["known"]
        return None if said == OTHER else UUID(said)


class Decline(forms.Form):
    outcome = forms.ChoiceField(label=_("Waarom past dit niet?"), choices=_outcomes(DECLINED))
    reason = forms.TextField(
        label=_("Licht het kort toe"), missing=_("Schrijf in één zin op waarom."), rows=2
    )
    advice = forms.TextField(
        label=_("Wie kan wel helpen?"),
        help_text=_("De verzender kiest de volgende stap. Uw raad helpt daarbij."),
        required=False,
        rows=2,
    )


class DeclineQuestion(Nameless):
    TEXT = "reason"

    outcome = forms.ChoiceField(label=_("Waarom past dit niet?"), choices=_outcomes(NOT_OURS))
    reason = forms.TextField(
        label=_("Licht het kort toe"), missing=_("Schrijf in één zin op waarom."), rows=2
    )
    advice = forms.TextField(
        label=_("Wie kan wel helpen?"),
        help_text=_("De vrager kiest de volgende stap. Uw raad helpt daarbij."),
        required=False,
        rows=2,
    )


class Ask(Nameless):
    TEXT = "question"

    question = forms.TextField(
        label=_("Wat wilt u weten?"),
        help_text=_("Uw termijn staat stil tot de verzender antwoordt."),
        missing=_("Schrijf uw vraag op."),
        rows=3,
    )


class Answer(Nameless):
    TEXT = "answer"

    answer = forms.TextField(label=_("Uw antwoord"), missing=_("Schrijf uw antwoord op."), rows=3)


class Attempt(forms.Form):
    how = forms.ChoiceField(label=_("Hoe probeerde u het?"), choices=TRIES)
    result = forms.ChoiceField(label=_("Wat kwam eruit?"), choices=RESULTS)


class Appointment(forms.Form):
    on = forms.MomentField(
        label=_("Wanneer is de afspraak?"), future=True, missing=_("Vul een dag en een tijd in.")
    )


class Contact(forms.Form):
    how = forms.ChoiceField(label=_("Hoe sprak u de inwoner?"), choices=WAYS)


class Wait(forms.Form):
    reason = forms.LineField(
        label=_("Waarop wacht het?"),
        help_text=_("Bijvoorbeeld: een plek bij de GGZ."),
        max_length=80,
        missing=_("Schrijf op waarop het wacht."),
    )
    until = forms.PlannedDayField(
        label=_("Tot wanneer?"), future=True, missing=_("Kies tot wanneer het wacht.")
    )
    turn = forms.ChoiceField(
        label=_("Wie is intussen aan zet?"),
        choices=[(Side.RECEIVER.value, _("De ontvanger")), (Side.SENDER.value, _("De verzender"))],
        initial=Side.RECEIVER.value,
    )

    def __init__(self, *args: Any, asks: bool = True, **kwargs: Any) -> None:
        """`asks`: there is a professional sender, who may be the one to act."""
        super().__init__(*args, **kwargs)
        if not asks:
            del self.fields["turn"]


class Complete(ToldBack):
    outcome = forms.ChoiceField(label=_("Hoe liep het af?"), choices=_outcomes(COMPLETED))
    text = forms.TextField(
        label=_("Wat wilt u hierover kwijt?"),
        help_text=_("De verzender hoort dit, zover dat mag."),
        missing=_("Schrijf in één zin op hoe het afliep."),
        rows=3,
    )


class Advise(Nameless):
    """The answer to an anonymous question ends it."""

    text = forms.TextField(label=_("Uw raad"), missing=_("Schrijf uw raad op."), rows=5)


class Fail(ToldBack):
    outcome = forms.ChoiceField(label=_("Waarom lukt het niet?"), choices=_outcomes(FAILED))
    reason = forms.TextField(
        label=_("Licht het kort toe"), missing=_("Schrijf in één zin op waarom."), rows=3
    )


class Withdraw(forms.Form):
    outcome = forms.ChoiceField(label=_("Waarom trekt u in?"), choices=_outcomes(WITHDRAWN))
    reason = forms.TextField(
        label=_("Licht het kort toe"), missing=_("Schrijf in één zin op waarom."), rows=2
    )


class Feedback(ToldBack):
    text = forms.TextField(
        label=_("Wat wilt u laten weten?"),
        help_text=_("Eén zin is genoeg. Alleen wat de verzender mag horen, komt aan."),
        missing=_("Schrijf in één zin hoe het gaat."),
        rows=3,
    )


class GoOn(forms.Form):
    reason = forms.TextField(
        label=_("Waarom wilt u doorgaan?"), missing=_("Schrijf in één zin op waarom."), rows=2
    )


class Close(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Hoe liep het af?"),
        choices=_outcomes(CLOSED),
    )
    reason = forms.TextField(
        label=_("Waarom is er geen volgende stap?"),
        missing=_("Schrijf in één zin op waarom."),
        rows=2,
    )


class WithdrawQuestion(Nameless):
    TEXT = "reason"

    outcome = forms.ChoiceField(label=_("Waarom trekt u in?"), choices=_outcomes(NOT_NEEDED))
    reason = forms.TextField(
        label=_("Licht het kort toe"), missing=_("Schrijf in één zin op waarom."), rows=2
    )


class CloseQuestion(WithdrawQuestion):
    outcome = forms.ChoiceField(label=_("Hoe liep het af?"), choices=_outcomes(NO_ANSWER))


class Report(forms.Form):
    laws = forms.ChoicesField(
        label=_("Voor welke wet?"),
        choices=[("wmo", _("Wmo")), ("youth", _("Jeugdwet"))],
        missing=_("Kies voor welke wet dit een melding is."),
    )
    on = forms.DayField(
        label=_("Op welke dag is het gemeld?"),
        help_text=_("Vanaf die dag tellen de termijnen van de wet."),
        missing=_("Vul in op welke dag het is gemeld."),
    )


class Reassign(forms.Form):
    to = forms.ChoiceField(label=_("Wie pakt dit op?"))

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = people  # type: ignore[attr-defined]  # it is a ChoiceField


class Says(forms.Form):
    answer = forms.ChoiceField(label=_("Wat zegt de inwoner?"), choices=SAYS)
    words = forms.TextField(label=_("In eigen woorden"), required=False, rows=2)


class Heard(forms.Form):
    answer = forms.TextField(
        label=_("Wat is er afgesproken?"),
        missing=_("Schrijf in één zin op wat u met de inwoner afsprak."),
        rows=3,
    )


class Correct(Nameless):
    text = forms.TextField(
        label=_("Wat ontbrak er, of wat klopt er niet?"),
        missing=_("Schrijf op wat er ontbrak of niet klopt."),
        rows=4,
    )


class Died(forms.Form):
    on = forms.DayField(label=_("Op welke dag is de inwoner overleden?"))
