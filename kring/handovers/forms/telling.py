"""What somebody did not know when it was shared: told by now, or why not yet."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kring.core import forms
from kring.sharing.models import Telling

YES, NO = "ja", "nee"


class Tell(forms.Form):
    told = forms.ChoiceField(
        label=_("Weet deze persoon nu wat u deelde?"),
        choices=[(YES, _("Ja, het is verteld")), (NO, _("Nog niet"))],
        missing=_("Kies of deze persoon het nu weet."),
    )
    on = forms.DayField(label=_("Is het verteld? Op welke dag?"), required=False)
    how = forms.ChoiceField(
        label=_("Is het verteld? Hoe?"),
        choices=[(each.value, str(each.label).capitalize()) for each in Telling.How],
        required=False,
    )
    because = forms.LineField(label=_("Nog niet? Waarom niet?"), max_length=200, required=False)
    review_on = forms.PlannedDayField(
        label=_("Nog niet? Wanneer kijkt u opnieuw?"),
        help_text=_("U krijgt die dag bericht."),
        future=True,
        required=False,
        usual=forms.MONTHS,
    )

    ASKED = {
        YES: {
            "on": _("Vul in op welke dag het is verteld."),
            "how": _("Kies hoe het is verteld."),
        },
        NO: {
            "because": _("Schrijf op waarom deze persoon het nog niet weet."),
            "review_on": _("Kies een dag waarop u opnieuw kijkt of deze persoon het mag weten."),
        },
    }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name, missing in self.ASKED.get(given.get("told", ""), {}).items():
            if not given.get(name) and name not in self.errors:
                self.add_error(name, missing)
        return given
