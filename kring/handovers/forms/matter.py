"""Step 4: what is the matter, how soon, and how the resident is brought along."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kring.circle.models import Category
from kring.core import forms
from kring.handovers.forms.knows import option
from kring.handovers.models.choices import Cold, Kind, Urgency, Warm

SENSITIVE = (Category.HEALTH, Category.FINANCE, Category.SAFETY)


class Matter(forms.Form):
    situation = forms.TextField(
        label=_("Wat is er aan de hand?"),
        help_text=_(
            "Twee of drie zinnen is genoeg. Schrijf het zo dat de inwoner het zelf mag lezen."
        ),
        missing=_("Beschrijf kort wat er aan de hand is."),
        rows=5,
    )
    wish = forms.TextField(
        label=_("Wat wil de inwoner zelf?"),
        help_text=_("Liefst in de eigen woorden van de inwoner."),
        required=False,
        rows=2,
    )
    goes_well = forms.TextField(label=_("Wat gaat er goed?"), required=False, rows=2)
    theme = forms.ChoiceField(
        label=_("Waar gaat het vooral over?"),
        missing=_("Kies waar het vooral over gaat."),
    )
    categories = forms.ChoicesField(
        label=_("Staat er iets gevoeligs in uw tekst?"),
        help_text=_("Zo weten we wie dit mag lezen. Laat leeg als er niets van dit in staat."),
        choices=[
            (Category.HEALTH, _("Gezondheid")),
            (Category.FINANCE, _("Geld")),
            (Category.SAFETY, _("Veiligheid")),
        ],
        required=False,
    )

    def __init__(
        self, *args: Any, themes: Sequence[tuple[str, str]] = (), law: bool = False, **kwargs: Any
    ) -> None:
        """`law`: the sender works at a municipality, whose reports start legal clocks."""
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = themes  # type: ignore[attr-defined]  # it is a ChoiceField
        if law:
            self.fields["is_wmo"] = forms.YesField(
                label=_("Dit is een melding voor de Wmo"), required=False
            )
            self.fields["is_youth"] = forms.YesField(
                label=_("Dit is een melding voor de Jeugdwet"), required=False
            )

    @property
    def answers(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class Speed(forms.Form):
    """How soon; "vandaag" counts only when the two spoke, and the receiver reads now."""

    urgency = forms.ChoiceField(
        label=_("Hoe snel is hulp nodig?"),
        missing=_("Kies hoe snel hulp nodig is."),
    )
    spoke_with = forms.LineField(
        label=_("Met wie sprak u?"), help_text=_("Alleen nodig bij ‘vandaag’."), required=False
    )
    spoke_at = forms.MomentField(label=_("Wanneer sprak u die persoon?"), required=False)

    def __init__(
        self, *args: Any, urgencies: Sequence[tuple[str, str]] = (), now: datetime, **kwargs: Any
    ) -> None:
        """`urgencies`: those that the receiver can meet now."""
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["urgency"].choices = urgencies  # type: ignore[attr-defined]  # it is a ChoiceField
        if Urgency.TODAY not in [value for value, _label in urgencies]:
            del self.fields["spoke_with"], self.fields["spoke_at"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("urgency") != Urgency.TODAY:
            return given
        if not given.get("spoke_with") and "spoke_with" not in self.errors:
            self.add_error("spoke_with", _("Bel eerst even, en schrijf op met wie u sprak."))
        if "spoke_at" in self.errors:
            return given
        if not given.get("spoke_at"):
            self.add_error("spoke_at", _("Vul in wanneer u elkaar sprak."))
        elif given["spoke_at"] > self.now:
            self.add_error("spoke_at", _("Vul een moment in dat al geweest is."))
        return given

    @property
    def answers(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "urgency": given["urgency"],
            "spoke_with": given.get("spoke_with", ""),
            **split("spoke", given.get("spoke_at")),
        }


def _ways() -> list[tuple[str, forms.Option]]:
    return [
        option(Warm.THREE, gettext("Driegesprek"), gettext("U spreekt elkaar met zijn drieën.")),
        option(
            Warm.CALL,
            gettext("Samen bellen"),
            gettext("U belt de ontvanger samen met de inwoner."),
        ),
        option(
            Warm.INTRODUCED,
            gettext("Voorgesteld"),
            gettext("De inwoner en de ontvanger kennen elkaar nu door u."),
        ),
        option(Warm.COLD, gettext("Niet samen"), gettext("U kiest hieronder waarom.")),
    ]


class BroughtAlong(forms.Form):
    """Warm is a talk of three, calling together, or an introduction; cold has a reason."""

    warm = forms.ChoiceField(
        label=_("Hoe brengt u de inwoner bij de ontvanger?"),
        choices=_ways,
        missing=_("Kies hoe u de inwoner bij de ontvanger brengt."),
    )
    warm_at = forms.MomentField(
        label=_("Wanneer is het driegesprek?"),
        required=False,
    )
    warm_place = forms.LineField(label=_("Waar is het driegesprek?"), required=False)
    cold_because = forms.ChoiceField(
        label=_("Waarom niet samen?"),
        choices=[("", _("Wij doen het samen")), *Cold.choices],
        required=False,
    )
    ends_on = forms.PlannedDayField(
        label=_("Tot wanneer betrekt u de ontvanger?"),
        future=True,
        missing=_("Vul in tot wanneer u de ontvanger betrekt."),
    )

    def __init__(self, *args: Any, kind: str = Kind.REFER, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind != Kind.INVOLVE:
            del self.fields["ends_on"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("warm") == Warm.COLD and not given.get("cold_because"):
            self.add_error("cold_because", _("Kies waarom u het niet samen doet."))
        if given.get("warm") == Warm.THREE:
            self._needs_a_meeting(given)
        return given

    def _needs_a_meeting(self, given: dict[str, Any]) -> None:
        if not given.get("warm_at") and "warm_at" not in self.errors:
            self.add_error("warm_at", _("Vul in wanneer het driegesprek is."))
        if not given.get("warm_place") and "warm_place" not in self.errors:
            self.add_error("warm_place", _("Vul in waar het driegesprek is."))

    @property
    def answers(self) -> dict[str, Any]:
        given = self.cleaned_data
        ends_on = given.get("ends_on")
        return {
            "warm": given["warm"],
            "warm_place": given["warm_place"],
            "cold_because": given["cold_because"] if given["warm"] == Warm.COLD else "",
            "ends_on": ends_on.isoformat() if isinstance(ends_on, date) else None,
            **split("warm", given.get("warm_at")),
        }


def split(name: str, moment: datetime | None) -> dict[str, str | None]:
    """A moment as the day and the time that a draft keeps."""
    if moment is None:
        return {f"{name}_on": None, f"{name}_time": None}
    return {f"{name}_on": f"{moment:%Y-%m-%d}", f"{name}_time": f"{moment:%H:%M}"}
