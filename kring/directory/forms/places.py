"""What is typed about organisations, teams and people."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import HiddenInput
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kring.core import forms
from kring.directory import rules

MOST_HOURS = 60
HOURS_HELP = gettext_lazy("Elke regel: dagen en tijden. Bijvoorbeeld: ma-vr 9:00-17:00.")


class Choosing(forms.Form):
    """A form whose choices its page knows; with the version that was on screen."""

    def __init__(
        self, *args: Any, choices: dict[str, list[tuple[str, str]]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"] = forms.NumberField(
            required=False, min_value=0, max_value=2**31 - 1, widget=HiddenInput
        )
        for name, options in (choices or {}).items():
            self.fields[name].choices = options  # type: ignore[attr-defined]  # it is a choice field


class Organisation(Choosing):
    name = forms.LineField(label=gettext_lazy("Naam"), max_length=160)
    kind = forms.LineField(
        label=gettext_lazy("Soort"),
        help_text=gettext_lazy("Bijvoorbeeld huisartsenpraktijk of school."),
        max_length=40,
        required=False,
    )
    phone = forms.PhoneField(label=gettext_lazy("Telefoon"), required=False)
    email = forms.MailField(
        label=gettext_lazy("E-mailadres van de gedeelde postbus"), max_length=254, required=False
    )
    address = forms.LineField(label=gettext_lazy("Adres"), required=False)
    kvk = forms.LineField(label=gettext_lazy("KvK-nummer"), max_length=20, required=False)
    agb = forms.LineField(label=gettext_lazy("AGB-code"), max_length=20, required=False)
    oin = forms.LineField(label=gettext_lazy("OIN"), max_length=40, required=False)
    escalation_id = forms.ChoiceField(
        label=gettext_lazy("Wie hoort het als niemand reageert?"),
        help_text=gettext_lazy(
            "Kring vraagt eerst de collega, dan de waarnemer, en dan deze persoon."
        ),
        required=False,
    )

    def clean_kvk(self) -> str:
        return _digits(self.cleaned_data["kvk"], 8, _("Een KvK-nummer heeft 8 cijfers."))

    def clean_agb(self) -> str:
        return _digits(self.cleaned_data["agb"], 8, _("Een AGB-code heeft 8 cijfers."))

    def clean_oin(self) -> str:
        return _digits(self.cleaned_data["oin"], 20, _("Een OIN heeft 20 cijfers."))

    def clean_phone(self) -> str:
        return self.cleaned_data["phone"] or ""


class WithHours(Choosing):
    """A form with reachable hours, which are read line by line."""

    def clean_hours(self) -> list[rules.Stretch]:
        found = rules.read_hours(self.cleaned_data["hours"])
        if found is None:
            raise ValidationError(_("Schrijf elke regel zoals: ma-vr 9:00-17:00."))
        return found

    def clean_phone(self) -> str:
        return self.cleaned_data["phone"] or ""


class Team(WithHours):
    name = forms.LineField(label=gettext_lazy("Naam"), max_length=120)
    phone = forms.PhoneField(label=gettext_lazy("Telefoon van de voordeur"), required=False)
    email = forms.MailField(label=gettext_lazy("E-mailadres"), max_length=254, required=False)
    address = forms.LineField(label=gettext_lazy("Adres van de voordeur"), required=False)
    hours = forms.TextField(
        label=gettext_lazy("Open"), help_text=HOURS_HELP, max_length=1000, required=False
    )
    area = forms.ChoicesField(label=gettext_lazy("Buurten"), required=False)
    escalation_id = forms.ChoiceField(
        label=gettext_lazy("Wie hoort het als het team niet reageert?"), required=False
    )
    is_core = forms.YesField(required=False)


class Position(WithHours):
    function_id = forms.ChoiceField(label=gettext_lazy("Functie"))
    team_id = forms.ChoiceField(label=gettext_lazy("Team"), required=False)
    phone = forms.PhoneField(label=gettext_lazy("Telefoon"), required=False)
    email = forms.MailField(label=gettext_lazy("E-mailadres"), max_length=254, required=False)
    remark = forms.LineField(label=gettext_lazy("Zo bereikt u mij het best"), required=False)
    hours = forms.TextField(
        label=gettext_lazy("Bereikbaar"), help_text=HOURS_HELP, max_length=1000, required=False
    )
    weekly_hours = forms.LineField(
        label=gettext_lazy("Uren per week"), max_length=10, required=False
    )
    acts_for_id = forms.ChoiceField(
        label=gettext_lazy("Werkt namens"),
        help_text=gettext_lazy("Voor een assistent: de collega die verantwoordelijk is."),
        required=False,
    )
    on_intake = forms.YesField(label=gettext_lazy("Doet aanmeldingen van het team"), required=False)
    is_lead = forms.YesField(label=gettext_lazy("Is teamleider"), required=False)
    is_admin = forms.YesField(
        label=gettext_lazy("Beheert de gegevens van de organisatie"), required=False
    )
    is_privacy_officer = forms.YesField(
        label=gettext_lazy("Is functionaris gegevensbescherming"), required=False
    )

    def clean_weekly_hours(self) -> Decimal | None:
        typed = self.cleaned_data["weekly_hours"].replace(",", ".")
        try:
            found = Decimal(typed) if typed else None
        except InvalidOperation:
            found = Decimal(-1)
        if found is not None and not (found.is_finite() and 0 <= found <= MOST_HOURS):
            raise ValidationError(_("Vul het aantal uren in, zoals 32 of 28,5."))
        return found


class Own(WithHours):
    """What someone says about the own position."""

    phone = Position.base_fields["phone"]
    hours = Position.base_fields["hours"]
    remark = Position.base_fields["remark"]


class NewPosition(Position):
    given_name = forms.LineField(label=gettext_lazy("Voornaam of voorletters"), max_length=80)
    name_prefix = forms.LineField(
        label=gettext_lazy("Tussenvoegsel"), max_length=20, required=False
    )
    family_name = forms.LineField(label=gettext_lazy("Achternaam"), max_length=120)
    from_on = forms.PlannedDayField(label=gettext_lazy("Werkt hier vanaf"))
    invited = forms.YesField(
        label=gettext_lazy("Stuur meteen een uitnodiging om in te loggen"),
        help_text=gettext_lazy("Naar het e-mailadres hierboven."),
        required=False,
    )
    field_order = ("given_name", "name_prefix", "family_name", "from_on")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("invited") and not data.get("email") and "email" not in self.errors:
            self.add_error("email", _("Vul een e-mailadres in voor de uitnodiging."))
        return data


class Invitation(forms.Form):
    """`address`: the one that someone signs in with already, which stays."""

    email = forms.MailField(
        label=gettext_lazy("E-mailadres"),
        help_text=gettext_lazy("Een eigen adres van het werk, geen gedeelde postbus."),
        max_length=254,
    )

    def __init__(self, *args: Any, address: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if address:
            del self.fields["email"]


class StopAccess(forms.Form):
    """Nothing to type: sending it is the answer."""


class End(forms.Form):
    on = forms.PlannedDayField(label=gettext_lazy("Laatste dag"))


def _digits(typed: str, length: int, sentence: str) -> str:
    """A number of so many digits, however it was typed. Raises ValidationError."""
    found = re.sub(r"[\s.\-]", "", typed)
    if found and not re.fullmatch(rf"[0-9]{{{length}}}", found):
        raise ValidationError(sentence)
    return found
