"""Step 3: who it is about, and how to reach them safely. Only a name is needed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from kring.core import forms
from kring.handovers.models import Handover
from kring.residents.models import Reachability

OTHER = "other"
SAFE = [
    (Reachability.Safe.YES, _("Ja")),
    (Reachability.Safe.NO, _("Nee")),
    (Reachability.Safe.UNKNOWN, _("Weet ik niet")),
]


def _safe(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=SAFE, initial="unknown", required=False)


class AboutWhom(forms.Form):
    resident = forms.ChoiceField(
        label=_("Over wie gaat het?"), missing=_("Kies over wie het gaat.")
    )
    salutation = forms.ChoiceField(
        label=_("Aanhef"),
        choices=[("mevrouw", _("Mevrouw")), ("meneer", _("Meneer")), ("", _("Geen van beide"))],
        required=False,
    )
    given_name = forms.LineField(label=_("Voornaam of voorletters"), max_length=80, required=False)
    name_prefix = forms.LineField(label=_("Tussenvoegsel"), max_length=20, required=False)
    family_name = forms.LineField(
        label=_("Achternaam"), max_length=120, missing=_("Vul de achternaam in.")
    )
    born_on = forms.DayField(
        label=_("Geboortedatum"), help_text=_("Bijvoorbeeld 21-03-1948."), required=False
    )
    phone = forms.PhoneField(
        label=_("Telefoonnummer"),
        help_text=_("Geen telefoon is geen probleem. Vertel dan hieronder hoe het wel lukt."),
        required=False,
    )
    safe_to_call = _safe(_("Is bellen veilig?"))
    safe_voicemail = _safe(_("Is een bericht inspreken of een sms veilig?"))
    safe_letter = _safe(_("Is een brief veilig?"))
    via_desk = forms.LineField(
        label=_("Anders te bereiken"),
        help_text=_("Bijvoorbeeld: dinsdag aan de balie van het buurthuis."),
        required=False,
    )
    street = forms.LineField(label=_("Straat en huisnummer"), max_length=120, required=False)
    postcode = forms.PostcodeField(label=_("Postcode"), required=False)
    town = forms.LineField(label=_("Plaats"), max_length=80, required=False)
    neighbourhood = forms.ChoiceField(label=_("In welke buurt woont de inwoner?"), required=False)
    email = forms.MailField(label=_("E-mailadres"), required=False)
    language = forms.LineField(
        label=_("Welke taal spreekt de inwoner het liefst?"), max_length=40, required=False
    )
    interpreter = forms.YesField(label=_("Er is een tolk nodig"), required=False)
    someone_present = forms.LineField(
        label=_("Wie wil de inwoner erbij hebben?"), max_length=120, required=False
    )
    asked_by = forms.ChoiceField(
        label=_("Wie vroeg om hulp?"),
        choices=[
            (Handover.AskedBy.PROFESSIONAL, _("Ik zie zelf dat hulp nodig is")),
            (Handover.AskedBy.RESIDENT, _("De inwoner")),
            (Handover.AskedBy.RELATIVE, _("Een familielid of naaste")),
            (Handover.AskedBy.NEIGHBOUR, _("Een buur of bekende")),
        ],
        initial="professional",
        required=False,
    )
    asker_name = forms.LineField(
        label=_("Vraagt een naaste of buur om hulp? Hoe heet die?"),
        help_text=_("Zo weet wie belt, wie vroeg om hulp."),
        max_length=120,
        required=False,
    )
    asker_phone = forms.PhoneField(
        label=_("Op welk nummer is die naaste of buur te bereiken?"), required=False
    )

    ASKER = ("asked_by", "asker_name", "asker_phone")
    KNOWN = ("resident", *ASKER)
    FIRST = (
        "salutation",
        "given_name",
        "name_prefix",
        "family_name",
        "born_on",
        "phone",
        "safe_to_call",
    )

    def __init__(
        self,
        *args: Any,
        known: Sequence[tuple[str, str]] = (),
        neighbourhoods: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        """`known`: (resident's id, name) of a household that the sender came from."""
        super().__init__(*args, **kwargs)
        if known:
            rows = [*known, (OTHER, _("Iemand anders"))]
            self.fields["resident"].choices = rows  # type: ignore[attr-defined]  # it is a ChoiceField
        else:
            del self.fields["resident"]
        self.fields["neighbourhood"].choices = [("", _("Weet ik niet")), *neighbourhoods]  # type: ignore[attr-defined]  # it is a ChoiceField

    def full_clean(self) -> None:
        """Of someone already known nothing is asked again."""
        if self.is_bound and self.knows:
            other = self.data.get(self.add_prefix("resident")) == OTHER
            self.fields["family_name"].required = other
        super().full_clean()

    @property
    def knows(self) -> bool:
        """Whether one chooses somebody of the household that one came from."""
        return "resident" in self.fields

    @property
    def at_once(self) -> Sequence[str]:
        return self.KNOWN if self.knows else self.FIRST

    @property
    def first(self) -> list[forms.Bound]:
        """What is asked at once; the rest is folded."""
        return [self[name] for name in self.at_once]  # type: ignore[misc]  # our renderer makes Bound

    @property
    def rest(self) -> list[forms.Bound]:
        return [self[name] for name in self.fields if name not in self.at_once]  # type: ignore[misc]  # our renderer makes Bound

    @property
    def rest_open(self) -> bool:
        """Whether something in the folded part was filled in or is wrong."""
        if self.knows and self["resident"].value() not in (OTHER, None):
            return any(bound.errors for bound in self.rest)
        return any(
            bound.errors or bound.value() not in ("", None, False, "unknown", "professional")
            for bound in self.rest
        )

    @property
    def answers(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        if self.knows and given["resident"] != OTHER:  # the rest is known: it stays as it was
            return {name: given[name] for name in self.KNOWN}
        given["resident"] = None
        born_on = given["born_on"]
        return given | {"born_on": born_on.isoformat() if isinstance(born_on, date) else None}
