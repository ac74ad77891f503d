"""What is talked about when a plan closes."""

from django.forms import Select
from django.utils.translation import gettext_lazy as _

from kring.circle.models import Closing, Plan
from kring.core import forms
from kring.workspace.forms.plan import PlanForm

REASONS = [choice for choice in Plan.Closed.choices if choice[0] != Plan.Closed.DECEASED]


class Close(PlanForm):
    because = forms.ChoiceField(label=_("Waarom sluit u het plan af?"), choices=REASONS)
    helped = forms.ChoiceField(
        label=_("Bent u verder geholpen? Vraag het de inwoner."), choices=Closing.Helped.choices
    )
    looked_back = forms.TextField(
        label=_("Wat zegt de inwoner zelf?"),
        help_text=_("Hoe kijkt de inwoner terug, of waarom wil de inwoner nu geen hulp?"),
        required=False,
        max_length=2000,
        rows=3,
    )
    stays = forms.LineField(label=_("Wie blijft erbij?"), max_length=200)
    call = forms.LineField(label=_("Wie belt de inwoner als het nodig is?"), max_length=200)
    aftercare_on = forms.PlannedDayField(
        label=_("Wanneer vraagt u hoe het gaat?"), required=False, future=True
    )
    aftercare_by = forms.ChoiceField(label=_("Wie doet dat?"), required=False, widget=Select)
    no_aftercare_because = forms.LineField(
        label=_("Geen nazorg? Schrijf waarom."), required=False, max_length=200
    )
    ask_again_by = forms.ChoiceField(
        label=_("Wil de inwoner nu geen hulp? Wie mag het later weer vragen?"),
        required=False,
        widget=Select,
    )
    ask_again_on = forms.PlannedDayField(label=_("Wanneer?"), required=False, future=True)


class CloseDeceased(forms.Form):
    """Nobody is left to ask."""


class Moved(PlanForm):
    resident = forms.ChoiceField(label=_("Wie verhuist?"))
