"""What one types about what must stay hidden."""

from django.forms import Select
from django.utils.translation import gettext_lazy as _

from kring.core import forms
from kring.workspace.forms.plan import PlanForm


class Hide(PlanForm):
    resident = forms.ChoiceField(label=_("Om wie gaat het?"), missing=_("Kies om wie het gaat."))
    hides = forms.ChoiceField(
        label=_("Wat moet geheim blijven?"),
        missing=_("Kies wat geheim moet blijven."),
    )
    involvement = forms.ChoiceField(
        label=_("Welke betrokkene?"),
        help_text=_("Alleen als u hierboven een betrokkene koos."),
        required=False,
        widget=Select,
    )
    reason = forms.TextField(
        label=_("Waarom is het gevaarlijk als dit bekend wordt?"),
        missing=_("Schrijf waarom het gevaarlijk is als dit bekend wordt."),
        max_length=2000,
        rows=3,
    )
    review_on = forms.PlannedDayField(
        label=_("Wanneer kijkt u of dit nog nodig is?"),
        missing=_("Kies wanneer u opnieuw kijkt."),
        future=True,
        usual=forms.MONTHS,
    )


class KeepHidden(forms.Form):
    review_on = forms.PlannedDayField(
        label=_("Wanneer kijkt u opnieuw?"),
        missing=_("Kies wanneer u opnieuw kijkt."),
        future=True,
        usual=forms.MONTHS,
    )


class After(PlanForm):
    to = forms.ChoiceField(
        label=_("Wie let hierop als het plan is afgesloten?"),
        missing=_("Kies wie hierop let."),
        widget=Select,
    )


class Lift(forms.Form):
    because = forms.TextField(
        label=_("Waarom hoeft dit niet meer geheim te zijn?"),
        missing=_("Schrijf waarom dit niet meer geheim hoeft te zijn."),
        max_length=2000,
        rows=3,
    )
