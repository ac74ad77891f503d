"""What one types about who belongs to a household."""

from django import forms as django
from django.utils.translation import gettext_lazy as _

from kring.core import forms
from kring.workspace.forms.plan import PlanForm


class Who(forms.Form):
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
    role = forms.LineField(
        label=_("Wie is dit in het huishouden?"),
        help_text=_("Bijvoorbeeld moeder, zoon of huisgenoot."),
        max_length=40,
        required=False,
    )


class Correct(Who):
    version = django.IntegerField(widget=django.HiddenInput, required=False)


class Rename(PlanForm):
    name = forms.LineField(label=_("Naam van het huishouden"), max_length=120)
    neighbourhood_id = forms.ChoiceField(
        label=_("In welke buurt?"), required=False, widget=django.Select
    )
    version = django.IntegerField(widget=django.HiddenInput, required=False)


class Double(PlanForm):
    keep = forms.ChoiceField(
        label=_("Wie is dezelfde persoon?"),
        help_text=_("De naam en het telefoonnummer van wie u kiest, blijven staan."),
        missing=_("Kies wie dezelfde persoon is."),
    )


class SameHome(PlanForm):
    keep = forms.ChoiceField(
        label=_("Met welk huishouden is dit hetzelfde?"),
        help_text=_("U kiest uit de huishoudens die u coördineert."),
        missing=_("Kies welk huishouden hetzelfde is."),
        widget=django.Select,
    )


class OtherHome(PlanForm):
    resident = forms.ChoiceField(label=_("Welk kind?"), missing=_("Kies welk kind."))
    code = forms.LineField(
        label=_("De code van de andere coördinator"),
        max_length=20,
        missing=_("Vul de code in die de andere coördinator u gaf."),
    )
    role = forms.LineField(
        label=_("Wie is het kind daar?"),
        help_text=_("Bijvoorbeeld dochter of zoon."),
        max_length=40,
        required=False,
    )


class Leave(forms.Form):
    on = forms.PlannedDayField(label=_("Tot en met welke dag hoort deze inwoner hierbij?"))
