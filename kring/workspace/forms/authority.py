"""What one types about who decides for a resident."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kring.core import forms
from kring.residents.models import Authority, Reachability
from kring.workspace.forms.plan import PlanForm


class Decides(forms.Form):
    kind = forms.ChoiceField(label=_("Wat is deze persoon?"), choices=Authority.Kind.choices)
    holder = forms.ChoiceField(label=_("Wie is het?"), required=False)
    holder_name = forms.LineField(
        label=_("Naam, als die persoon hier niet bij staat"),
        help_text=_("Schrijf ook een ouder op die er niet is of met wie contact niet veilig is."),
        required=False,
        max_length=120,
    )
    safe = forms.ChoiceField(
        label=_("Is het veilig om deze persoon erbij te betrekken?"),
        choices=Reachability.Safe.choices,
        initial=Reachability.Safe.UNKNOWN.value,
    )
    from_on = forms.DayField(
        label=_("Vanaf wanneer?"), help_text=_("Leeg is vanaf vandaag."), required=False
    )

    def __init__(self, *args: Any, members: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        """`members`: the others in the household, by whom one is chosen instead of written."""
        super().__init__(*args, **kwargs)
        self.fields["holder"].choices = [  # type: ignore[attr-defined]  # it is a ChoiceField
            ("", gettext("Iemand anders")),
            *((str(each), name) for each, name in members),
        ]
        if not members:
            del self.fields["holder"]
            self.fields["holder_name"].label = _("Wie is het?")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("holder") and not given.get("holder_name"):
            self.add_error("holder_name", _("Kies wie het is, of vul een naam in."))
        return given


class Ends(forms.Form):
    on = forms.PlannedDayField(
        label=_("Tot en met welke dag beslist deze persoon mee?"), missing=_("Kies een dag.")
    )


class AskedAgain(PlanForm):
    how = forms.TextField(
        label=_("Wat is er afgesproken, en met wie?"),
        help_text=_("Wie mag meekijken en meehelpen, en wie niet meer?"),
        missing=_("Schrijf kort op wat er is afgesproken."),
        max_length=2000,
        rows=3,
    )
