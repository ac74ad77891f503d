"""What is typed about a region: its neighbourhoods, themes and numbers to call."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import HiddenInput
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kring.core import forms
from kring.directory.models import Function as _Function
from kring.directory.models import Ring, ThemeWord
from kring.directory.models.network import BRAND, TEAM_WORD

LONGEST_WORD = 120
Feedback = _Function.Feedback


class Region(forms.Form):
    name = forms.LineField(label=gettext_lazy("Naam van de regio"), max_length=120)
    team_word = forms.LineField(
        label=gettext_lazy("Hoe heet het team hier?"),
        help_text=gettext_lazy("Zo staat het in onze zinnen: wijkteam, buurtteam, sociaal team."),
        max_length=40,
    )
    brand = forms.LineField(
        label=gettext_lazy("Kleur van uw huisstijl"),
        help_text=gettext_lazy(
            "Een # en zes tekens, zoals #0f5b66. Kring maakt er tinten van die goed te lezen zijn."
        ),
        max_length=20,
    )
    version = forms.NumberField(
        required=False, min_value=0, max_value=2**31 - 1, widget=HiddenInput
    )

    def clean_team_word(self) -> str:
        word: str = " ".join(self.cleaned_data["team_word"].lower().split())
        if not re.fullmatch(TEAM_WORD, word):
            raise ValidationError(_("Gebruik een woord dat eindigt op team, zoals buurtteam."))
        return word

    def clean_brand(self) -> str:
        colour: str = "#" + self.cleaned_data["brand"].lower().lstrip("#")
        if not re.fullmatch(BRAND, colour):
            raise ValidationError(_("Vul een kleur in zoals #0f5b66."))
        return colour


class Areas(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Buurten met hun omtrek"),
        help_text=gettext_lazy("Een GeoJSON in graden (WGS 84), zoals van het CBS. Hooguit 5 MB."),
        kinds=(".geojson", ".json"),
    )


class Theme(forms.Form):
    name = forms.LineField(label=gettext_lazy("Naam in gewone taal"), max_length=80)
    code = forms.LineField(
        label=gettext_lazy("Code"),
        help_text=gettext_lazy("Kleine letters, zonder spaties."),
        max_length=50,
    )
    order = forms.NumberField(
        label=gettext_lazy("Plaats in de lijst"), min_value=0, max_value=999, initial=0
    )
    ended = forms.YesField(
        label=gettext_lazy("Niet meer te kiezen"),
        help_text=gettext_lazy("Wat al over dit thema gaat, houdt het."),
        required=False,
    )
    version = forms.NumberField(
        required=False, min_value=0, max_value=2**31 - 1, widget=HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for sector, label in ThemeWord.Sector.choices:
            self.fields[f"words_{sector}"] = forms.TextField(
                label=_("Woorden: %s") % label,
                help_text=_("Elk woord op een eigen regel."),
                max_length=2000,
                required=False,
            )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if not code.isascii() or not code.replace("-", "").replace("_", "").isalnum():
            raise ValidationError(_("Gebruik letters zonder accenten, cijfers en streepjes."))
        return code.lower()

    def clean(self) -> None:
        for sector in ThemeWord.Sector.values:
            if any(len(word) > 80 for word in self.words[sector]):
                self.add_error(f"words_{sector}", _("Maak elk woord korter: hooguit 80 tekens."))

    @property
    def words(self) -> dict[str, list[str]]:
        """Per sector the words, one a line."""
        typed = {
            sector: self.cleaned_data.get(f"words_{sector}") for sector in ThemeWord.Sector.values
        }
        return {
            sector: [line.strip() for line in (text or "").splitlines() if line.strip()]
            for sector, text in typed.items()
        }


def _rings(team: str) -> list[tuple[str, forms.Option]]:
    why = {
        Ring.CORE: _("Werkt in het %(team)s.") % {"team": team},
        Ring.FIRST: _("Ziet signalen, zoals de huisarts of de wijkagent."),
        Ring.SECOND: _("Heeft bijzondere kennis, zoals schuldhulp of GGZ."),
        Ring.INFORMAL: _("Vrijwilligers en initiatieven van bewoners."),
    }
    labels = [(ring, team if ring == Ring.CORE else str(ring.label)) for ring in Ring]
    return [(ring, forms.Option(label.capitalize(), why[ring])) for ring, label in labels]


class Function(forms.Form):
    """`team`: what the teams are called here. `shared`: of all regions, only the words change."""

    name = forms.LineField(label=gettext_lazy("Naam van de functie"), max_length=80)
    ring = forms.ChoiceField(label=gettext_lazy("Waar hoort deze functie bij?"))
    secrecy = forms.YesField(label=gettext_lazy("Heeft een beroepsgeheim"), required=False)
    feedback = forms.ChoiceField(
        label=gettext_lazy("Wat hoort deze functie terug?"),
        choices=Feedback.choices,
        initial=Feedback.ONLY_THAT,
    )
    words = forms.TextField(
        label=gettext_lazy("Zo staat het in uw lijsten"),
        help_text=gettext_lazy("Andere woorden voor deze functie. Elk op een eigen regel."),
        max_length=2000,
        required=False,
    )
    version = forms.NumberField(
        required=False, min_value=0, max_value=2**31 - 1, widget=HiddenInput
    )

    def __init__(self, *args: Any, team: str, shared: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if shared:
            for name in ("name", "ring", "secrecy", "feedback"):
                del self.fields[name]
        else:
            self.fields["ring"].choices = _rings(team)  # type: ignore[attr-defined]  # it is a choice field

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        if any(len(line) > LONGEST_WORD for line in words.splitlines()):
            raise ValidationError(_("Maak elk woord korter: hooguit 120 tekens."))
        return words

    @property
    def said(self) -> list[str]:
        """The words, one a line."""
        lines = (line.strip() for line in self.cleaned_data["words"].splitlines())
        return [line for line in lines if line]


class Number(forms.Form):
    purpose = forms.LineField(label=gettext_lazy("Waarvoor"), max_length=80)
    phone = forms.LineField(
        label=gettext_lazy("Telefoon"),
        help_text=gettext_lazy("Ook korte nummers, zoals 112."),
        max_length=20,
    )
    opens_at = forms.ClockField(
        label=gettext_lazy("Vanaf"),
        required=False,
    )
    closes_at = forms.ClockField(
        label=gettext_lazy("Tot"),
        help_text=gettext_lazy("Leeg betekent: de hele dag. Door de nacht heen mag ook."),
        required=False,
    )
    weekend_only = forms.YesField(label=gettext_lazy("Alleen in het weekend"), required=False)
    order = forms.NumberField(
        label=gettext_lazy("Plaats in de lijst"), min_value=0, max_value=999, initial=0
    )

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"]
        if typed.isascii() and typed.isdigit() and 3 <= len(typed) <= 4:
            return typed
        field = forms.PhoneField()
        return str(field.clean(typed))

    def clean(self) -> None:
        data = self.cleaned_data
        if (data.get("opens_at") is None) != (data.get("closes_at") is None):
            self.add_error("closes_at", _("Vul beide tijden in, of geen van beide."))
