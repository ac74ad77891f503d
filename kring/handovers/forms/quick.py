"""What goes quickly: a question without a name."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from kring.core import forms
from kring.handovers.rules import Found, identifying

MOST = 3


class Question(forms.Form):
    question = forms.TextField(
        label=_("Wat is uw vraag?"),
        help_text=_("Schrijf geen naam, geboortedatum of adres op."),
        missing=_("Schrijf uw vraag op."),
        rows=6,
    )
    theme = forms.ChoiceField(label=_("Waar gaat het over?"), missing=_("Kies waar het over gaat."))

    seen = forms.YesField(
        label=_("Ik heb het nagekeken: hier staat niet in over wie het gaat"), required=False
    )

    def __init__(self, *args: Any, themes: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = themes  # type: ignore[attr-defined]  # it is a ChoiceField
        if not self.found:
            del self.fields["seen"]

    @property
    def found(self) -> list[Found]:
        """What in the question seems to say who it is about; a warning, the writer decides."""
        typed = self.data.get("question") if self.is_bound else self.initial.get("question")
        return identifying(typed or "")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.found and not given.get("seen"):
            words = ", ".join(f"{each.clue} (‘{each.text}’)" for each in self.found[:MOST])
            self.add_error("question", _("Kijk dit na, dit lijkt op %(words)s.") % {"words": words})
        return given

    @property
    def answers(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("question", "theme")}
