"""The five questions of who needs help; only a name, and what is going on, must be answered."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kring.core import forms

SELF = "resident"
CALL, LETTER, COME, OTHER = "call", "letter", "come", "other"
SAFE = (("yes", _("Ja")), ("no", _("Nee")), ("unknown", _("Weet ik niet")))


def whom() -> list[tuple[str, str]]:
    """For whom one can ask help."""
    return [
        (SELF, gettext("Voor mijzelf")),
        (
            "relative",
            forms.Option(gettext("Voor een naaste"), gettext("Zoals uw moeder, kind of vriend")),
        ),
        ("neighbour", gettext("Voor een buur of bekende")),
    ]


def ways() -> list[tuple[str, str]]:
    """How one can be reached; none of them needs a phone or mail."""
    no_phone = gettext("U hebt geen telefoon of e-mail nodig")
    through = gettext("Bijvoorbeeld via uw zus of de huisarts")
    return [
        (CALL, gettext("Bel mij")),
        (LETTER, gettext("Stuur een brief")),
        (COME, forms.Option(gettext("Ik kom zelf langs"), no_phone)),
        (OTHER, forms.Option(gettext("Anders"), through)),
    ]


class Question(forms.Form):
    """One question on one page. `more`: the fields that stand folded under it."""

    more: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        *args: Any,
        places: Sequence[tuple[str, str]] = (),
        for_self: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places, self.for_self = places, for_self
        self.prepare()

    def prepare(self) -> None:
        """Adapt the fields to what was answered before."""

    @property
    def folded(self) -> list[Any]:
        return [self[name] for name in self.more if name in self.fields]

    @property
    def shown(self) -> list[Any]:
        return [self[name] for name in self.fields if name not in self.more]

    @property
    def folded_open(self) -> bool:
        return any(bound.errors or bound.value() for bound in self.folded)


class Story(Question):
    situation = forms.TextField(
        label=_("Vertel het in uw eigen woorden"),
        help_text=_("Een paar zinnen is genoeg. Bijvoorbeeld: ik kom niet rond en slaap slecht."),
        rows=7,
        missing=_("Vertel kort wat er aan de hand is. Dan weten wij wie u kan helpen."),
    )


class GoesWell(Question):
    goes_well = forms.TextField(
        label=_("Wat gaat er goed?"),
        help_text=_("Of: wie helpt u nu al? Bijvoorbeeld: mijn zus komt elke week."),
        required=False,
    )


class First(Question):
    wish = forms.TextField(
        label=_("Wat moet er als eerste gebeuren?"),
        help_text=_("Bijvoorbeeld: ik wil weten of ik in mijn huis kan blijven."),
        required=False,
    )


class Whom(Question):
    asked_by = forms.ChoiceField(
        label=_("Voor wie vraagt u hulp?"),
        choices=whom,
        missing=_("Kies voor wie u hulp vraagt."),
    )
    name = forms.LineField(
        label=_("Hoe heet de persoon om wie het gaat?"),
        help_text=_("Dan weten wij naar wie wij moeten vragen. Alleen een voornaam mag ook."),
        max_length=120,
        missing=_("Vul een naam in. Een voornaam is genoeg."),
    )
    place = forms.ChoiceField(
        label=_("In welke buurt woont deze persoon?"),
        help_text=_("Dan komt uw vraag bij het goede team."),
        missing=_("Kies een buurt, of kies dat u het niet weet."),
    )
    knows = forms.ChoiceField(
        label=_("Vraagt u dit voor een ander: weet die persoon het?"),
        choices=[("", _("Geen antwoord")), ("yes", _("Ja")), ("no", _("Nee"))],
        required=False,
    )

    def prepare(self) -> None:
        self.fields["place"].choices = list(self.places)  # type: ignore[attr-defined]  # it is a ChoiceField


class Reach(Question):
    more = (
        "street", "postcode", "town", "language", "interpreter", "someone_present",
        "reads_with_difficulty",
    )  # fmt: skip

    caller = forms.LineField(
        label=_("Uw eigen naam"),
        max_length=80,
        missing=_("Vul uw naam in. Dan weten wij met wie wij spreken."),
    )
    way = forms.ChoiceField(
        label=_("Hoe bereiken wij u het veiligst?"),
        choices=ways,
        missing=_("Kies hoe wij u kunnen bereiken."),
    )
    phone = forms.PhoneField(label=_("Telefoonnummer"), required=False)
    safe_voicemail = forms.ChoiceField(
        label=_("Mogen wij een bericht inspreken of een sms sturen?"),
        choices=SAFE,
        required=False,
        initial="unknown",
    )
    best_times = forms.LineField(
        label=_("Wanneer kunt u praten?"),
        help_text=_("Bijvoorbeeld: ’s ochtends, als ik alleen thuis ben."),
        max_length=120,
        required=False,
    )
    other = forms.LineField(
        label=_("Via wie of hoe dan?"),
        help_text=_("Alleen nodig als u ‘Anders’ koos."),
        max_length=120,
        required=False,
    )
    street = forms.LineField(label=_("Straat en huisnummer"), max_length=120, required=False)
    postcode = forms.PostcodeField(label=_("Postcode"), required=False)
    town = forms.LineField(label=_("Plaats"), max_length=80, required=False)
    language = forms.LineField(
        label=_("Welke taal spreekt u het liefst?"), max_length=40, required=False
    )
    interpreter = forms.YesField(
        label=_("Ik wil een tolk"), help_text=_("Een kind hoeft nooit te tolken."), required=False
    )
    someone_present = forms.LineField(
        label=_("Wie wilt u bij het gesprek?"), max_length=120, required=False
    )
    reads_with_difficulty = forms.YesField(label=_("Lezen is lastig voor mij"), required=False)

    def prepare(self) -> None:
        if self.for_self:
            del self.fields["caller"]

    def clean(self) -> dict[str, Any]:
        answers = self.cleaned_data
        way = answers.get("way")
        if way == CALL and "phone" not in self.errors and not answers.get("phone"):
            self.add_error("phone", _("Vul uw telefoonnummer in, dan kunnen wij bellen."))
        if way == LETTER and not (answers.get("street") and answers.get("postcode")):
            self.add_error("street", _("Vul uw adres en postcode in, dan kunnen wij schrijven."))
        if way == OTHER and not answers.get("other"):
            self.add_error("other", _("Vul in via wie of hoe wij u bereiken."))
        return answers
