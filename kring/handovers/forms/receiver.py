"""Step 1: to whom, and for whom someone else types."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from kring.core import forms
from kring.handovers.queries.receivers import Receiver

OTHER = "other"


class ToWhom(forms.Form):
    receiver = forms.ChoiceField(
        label=_("Aan wie draagt u over?"),
        missing=_("Kies aan wie u overdraagt."),
    )
    words = forms.LineField(
        label=_("Staat de ontvanger er niet bij?"),
        help_text=_("Zoek op de naam van een team, organisatie of professional."),
        required=False,
    )

    def __init__(
        self, *args: Any, options: Sequence[Receiver] = (), me: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["receiver"]
        field.choices = [(each.value, forms.Option(each.name, each.note)) for each in options]  # type: ignore[attr-defined]  # it is a ChoiceField
        field.error_messages["invalid_choice"] = _("Kies de ontvanger opnieuw, of zoek verder.")

    @property
    def answers(self) -> dict[str, Any]:
        kind, _colon, key = self.cleaned_data["receiver"].partition(":")
        return {
            "team": key if kind == "team" else None,
            "position": key if kind == "position" else None,
            "kind_of_receiver": kind,
        }


class Caller(forms.Form):
    """A team member types for someone who phones."""

    words = forms.LineField(
        label=_("Wie belt er?"),
        help_text=_("Zoek op de naam van de professional of de praktijk."),
        required=False,
    )
    sender = forms.ChoiceField(label=_("Namens wie schrijft u dit op?"))
    caller_phone = forms.PhoneField(
        label=_("Op welk nummer is de beller te bereiken?"), required=False
    )

    def __init__(self, *args: Any, options: Sequence[Receiver] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["sender"]
        field.choices = [(each.value, forms.Option(each.name, each.note)) for each in options]  # type: ignore[attr-defined]  # it is a ChoiceField
        field.error_messages["required"] = _("Zoek en kies namens wie u dit opschrijft.")

    @property
    def answers(self) -> dict[str, Any]:
        return {
            "sender": self.cleaned_data["sender"].removeprefix("position:"),
            "caller_phone": self.cleaned_data["caller_phone"],
        }
