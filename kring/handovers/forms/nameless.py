"""A text that should not say who it is about: the check warns, the writer decides."""

from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from kring.core import forms
from kring.handovers.rules import Found, identifying

MOST = 3
LONGEST = 10_000  # signs; what is longer is refused anyhow


class Nameless(forms.Form):
    """`TEXT` names the field that is looked at. Source: docs/rules.md#H4."""

    TEXT = "text"

    seen = forms.YesField(
        label=_("Ik heb het nagekeken: hier staat niet in over wie het gaat"), required=False
    )

    def __init__(self, *args: Any, anonymous: bool = True, **kwargs: Any) -> None:
        """`anonymous`: nobody is named here; else there is nothing to look for."""
        super().__init__(*args, **kwargs)
        self.anonymous = anonymous
        seen = self.fields.pop("seen")
        if self.found:
            self.fields["seen"] = seen

    @cached_property
    def found(self) -> list[Found]:
        """What in the text seems to say who it is about."""
        if not self.anonymous:
            return []
        typed = self.data.get(self.TEXT) if self.is_bound else self.initial.get(self.TEXT)
        return identifying((typed or "")[:LONGEST])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.found and not given.get("seen"):
            words = ", ".join(f"{each.clue} (‘{each.text}’)" for each in self.found[:MOST])
            self.add_error(self.TEXT, _("Kijk dit na, dit lijkt op %(words)s.") % {"words": words})
        return given
