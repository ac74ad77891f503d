"""For whom a print is."""

from django.utils.translation import gettext_lazy as _

from kring.core import forms
from kring.workspace.forms.plan import PlanForm


class ForWhom(PlanForm):
    whom = forms.ChoiceField(label=_("Voor wie is deze afdruk?"))
