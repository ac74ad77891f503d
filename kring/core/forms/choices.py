"""Choosing: cards for a few answers, a list for many."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.widgets import ChoiceWidget
from django.utils.translation import gettext_lazy as _

from kring.core.forms.base import asking

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_CARDS = 7


class Option(str):
    """The words of a choice, with why one would choose it."""

    why: str

    def __new__(cls, label: str, why: str = "") -> "Option":
        option = super().__new__(cls, label)
        option.why = why
        return option


class OneOf(forms.RadioSelect):
    """Cards for at most seven answers, otherwise a list to pick from."""

    @property
    def many(self) -> bool:
        """Whether there are too many answers for cards."""
        return len(list(self.choices)) > MOST_CARDS

    @property
    def use_fieldset(self) -> bool:  # type: ignore[override]  # it depends on the answers
        return not self.many

    @property
    def template_name(self) -> str:  # type: ignore[override]  # it depends on the answers
        return "forms/select.html" if self.many else "forms/cards.html"

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return id_ if self.many else super().id_for_label(id_, index)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        if self.many and attrs:
            attrs["class"] = "utrecht-select utrecht-select--html-select"
            attrs["data-find"] = True
        return super().get_context(name, value, attrs)


class SeveralOf(forms.CheckboxSelectMultiple):
    """Cards of which one may choose several."""

    template_name = "forms/cards.html"


UNKNOWN: "dict[str, StrOrPromise]" = {
    "invalid_choice": _("Kies een van de antwoorden die er staan."),
    "invalid_list": _("Kies een van de antwoorden die er staan."),
}


class ChoiceField(forms.ChoiceField):
    """One answer out of several; `choices` are (value, words or Option)."""

    widget: type[ChoiceWidget] = OneOf
    default_error_messages = UNKNOWN

    def __init__(self, *, missing: "StrOrPromise" = "", **kwargs: Any) -> None:
        super().__init__(error_messages=asking(missing), **kwargs)


class ChoicesField(forms.MultipleChoiceField):
    """Any number of answers out of several."""

    widget: type[ChoiceWidget] = SeveralOf
    default_error_messages = UNKNOWN

    def __init__(self, *, missing: "StrOrPromise" = "", **kwargs: Any) -> None:
        super().__init__(error_messages=asking(missing), **kwargs)


class YesField(forms.BooleanField):
    """One box to tick."""

    def __init__(self, *, missing: "StrOrPromise" = "", **kwargs: Any) -> None:
        super().__init__(error_messages=asking(missing), **kwargs)
