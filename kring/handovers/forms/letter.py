"""A letter to read in: pasted as text, or a PDF."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kring.core import forms

MOST_PAGES = 20
PDF = b"%PDF-"


class Letter(forms.Form):
    text = forms.TextField(
        label=_("Plak de tekst van de brief"), required=False, rows=8, max_length=50_000
    )
    file = forms.FileField(
        label=_("Of kies een bestand"),
        help_text=_("Een PDF van hooguit 5 MB. We bewaren het bestand niet."),
        kinds=(".pdf", ".txt"),
        megabytes=5,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given.get("text") and not given.get("file"):
            self.add_error("text", _("Plak de tekst van de brief, of kies een bestand."))
        return given
