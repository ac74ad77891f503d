"""What goes quickly: a question without a name."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from kring.core import forms

from .nameless import Nameless


class Question(Nameless):
    TEXT = "question"

    question = forms.TextField(
        label=_("Wat is uw vraag?"),
        help_text=_("Schrijf geen naam, geboortedatum of adres op."),
        missing=_("Schrijf uw vraag op."),
        rows=6,
    )
    theme = forms.ChoiceField(label=_("Waar gaat het over?"), missing=_("Kies waar het over gaat."))

    def __init__(self, *args: Any, themes: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = themes  # type: ignore[attr-defined]  # it is a ChoiceField

    @property
    def answers(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("question", "theme")}
