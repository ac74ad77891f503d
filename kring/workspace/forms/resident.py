"""What one types about a resident: how to reach them, where they live, where they are now."""

from typing import Any

from django import forms as django
from django.utils.translation import gettext_lazy as _

from kring.core import forms
from kring.residents.models import Reachability
from kring.workspace.forms.plan import PlanForm


def safe(label: Any) -> forms.ChoiceField:
    """Whether something is safe; nobody has to know."""
    return forms.ChoiceField(label=label, choices=Reachability.Safe.choices)


class Reach(forms.Form):
    phone = forms.PhoneField(label=_("Telefoon"), required=False)
    safe_to_call = safe(_("Is bellen veilig?"))
    safe_voicemail = safe(_("Is een bericht inspreken of een sms veilig?"))
    safe_letter = safe(_("Is een brief veilig?"))
    best_times = forms.LineField(
        label=_("Wanneer kunt u het best bellen of langsgaan?"), required=False, max_length=120
    )
    email = forms.MailField(label=_("E-mailadres"), required=False)
    via_desk = forms.LineField(
        label=_("Hoe anders?"),
        help_text=_("Bijvoorbeeld via de balie van de bibliotheek, of via haar dochter."),
        required=False,
        max_length=200,
    )
    language = forms.LineField(label=_("Taal"), required=False, max_length=40)
    interpreter = forms.YesField(label=_("Er is een tolk nodig"), required=False)
    reads_with_difficulty = forms.YesField(label=_("Lezen is lastig"), required=False)
    someone_present = forms.LineField(
        label=_("Wie wil de inwoner bij een gesprek hebben?"), required=False, max_length=120
    )
    version = django.IntegerField(widget=django.HiddenInput, required=False)


class Home(forms.Form):
    street = forms.LineField(label=_("Straat en huisnummer"), required=False, max_length=120)
    postcode = forms.PostcodeField(label=_("Postcode"), required=False)
    town = forms.LineField(label=_("Plaats"), required=False, max_length=80)
    secret = forms.YesField(
        label=_("Dit adres is geheim"),
        help_text=_("Dan ziet alleen wie u het toevertrouwt dit adres."),
        required=False,
    )


class Confide(PlanForm):
    to = forms.ChoiceField(label=_("Wie mag dit weten?"))


class Elsewhere(forms.Form):
    because = forms.LineField(
        label=_("Waar is de inwoner nu?"),
        help_text=_("Bijvoorbeeld in het ziekenhuis. Noem geen adres dat geheim is."),
        max_length=80,
    )


class Died(forms.Form):
    on = forms.DayField(label=_("Op welke dag is de inwoner overleden?"))


class Number(forms.Form):
    number = forms.BsnField(
        label=_("Burgerservicenummer"),
        help_text=_("De 9 cijfers, bijvoorbeeld van het paspoort."),
        missing=_("Vul het burgerservicenummer in."),
    )
