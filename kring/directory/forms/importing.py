"""Uploading a list, and saying which column is what."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kring.core import forms
from kring.directory import rules
from kring.directory.queries.lists import Unknown


class Upload(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Uw lijst"),
        help_text=gettext_lazy(
            "Een bestand van Excel (.xlsx) of CSV, met kopjes boven de kolommen."
            " Hooguit 100.000 regels en 25 MB."
        ),
        megabytes=rules.MEGABYTES,
        kinds=(".xlsx", ".csv", ".txt"),
        missing=gettext_lazy("Kies het bestand met uw lijst."),
    )


class ChooseSheet(forms.Form):
    """Which sheet of the file is the list."""

    sheet = forms.ChoiceField(label=gettext_lazy("Blad"))

    def __init__(self, *args: Any, sheets: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sheet"].choices = list(enumerate(sheets))  # type: ignore[attr-defined]  # it is a choice field


class Columns(forms.Form):
    """Per column of the list which field it is; what is in it helps to choose."""

    def __init__(
        self, *args: Any, columns: Sequence[str], examples: Sequence[Sequence[str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Niet overnemen"))]
        choices += [(field, _(label)) for field, (label, _headers) in rules.FIELDS.items()]
        for number, (column, cells) in enumerate(zip(columns, examples, strict=True)):
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=column or _("Kolom %(number)s") % {"number": number + 1},
                help_text=_("Hier staat: %s") % " · ".join(cells) if cells else "",
                choices=choices,
                required=False,
            )

    @property
    def mapping(self) -> list[str]:
        """What was chosen, in the order of the columns."""
        return [self.cleaned_data[name] for name in self.fields]


class Functions(forms.Form):
    """Per word that nobody knows which function it means; `near` is what it looks like."""

    def __init__(
        self,
        *args: Any,
        unknown: Sequence[Unknown],
        choices: Sequence[tuple[str, str]],
        near: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.unknown = {f"woord_{each.key.replace(' ', '_')}": each for each in unknown}
        for name, each in self.unknown.items():
            self.fields[name] = forms.ChoiceField(
                label=f"“{each.word}”",
                help_text=ngettext("Op %s regel.", "Op %s regels.", each.many) % each.many,
                choices=[("", _("Weet ik nog niet")), *choices],
                initial=near.get(each.key, ""),
                required=False,
            )

    @property
    def meant(self) -> dict[str, UUID]:
        """Word of the list → the function that was chosen for it."""
        return {
            each.word: UUID(self.cleaned_data[name])
            for name, each in self.unknown.items()
            if self.cleaned_data[name]
        }
