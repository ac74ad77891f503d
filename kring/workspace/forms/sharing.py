"""What one types to share a note: with whom, what for, and on which keys."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms as django
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kring.core import forms
from kring.sharing.models import Disclosure
from kring.sharing.queries import Basis

YES, INFORMED = "yes", "informed"
KEYS = ("ground", "secrecy", "route")


class ShareNote(forms.Form):
    to = forms.ChoicesField(label=_("Met wie deelt u dit?"), missing=_("Kies met wie u dit deelt."))
    purpose = forms.LineField(label=_("Waarvoor hebben zij dit nodig?"), max_length=200)
    answer = forms.ChoiceField(
        label=_("Weet de inwoner dat u dit deelt?"), missing=_("Kies wat de inwoner weet.")
    )
    how = forms.ChoiceField(
        label=_("Hoe zei de inwoner ja?"),
        help_text=_("Alleen als de inwoner ja zei."),
        choices=[
            (Disclosure.How.SPOKEN, _("In een gesprek")),
            (Disclosure.How.WRITTEN, _("Op papier of per bericht")),
        ],
        required=False,
    )
    ground = forms.ChoiceField(
        label=_("Waarom mag u deze gegevens gebruiken?"),
        help_text=_("Alleen als u deelt volgens een regel."),
        required=False,
        widget=django.Select,
    )
    secrecy = forms.ChoiceField(
        label=_("Waarom mag u hierover spreken?"), required=False, widget=django.Select
    )
    route = forms.ChoiceField(
        label=_("Volgens welke afspraak of uitzondering deelt u?"),
        required=False,
        widget=django.Select,
    )

    def __init__(
        self,
        *args: Any,
        people: Sequence[tuple[UUID, forms.Option]],
        bases: Sequence[Basis],
        **kwargs: Any,
    ) -> None:
        """`people`: whom one can choose. `bases`: rows that ask no yes of the resident."""
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = dict(self.fields)
        fields["to"].choices = [(str(pk), option) for pk, option in people]
        yes = forms.Option(
            gettext("Ja"), gettext("De inwoner weet wat u deelt, met wie en waarom, en wil dit.")
        )
        rule = forms.Option(gettext("De inwoner weet het"), gettext("U deelt volgens een regel."))
        fields["answer"].choices = [(YES, yes), *([(INFORMED, rule)] if bases else [])]
        for name in KEYS:
            rows = [(row.code, f"{row.name} ({row.article})") for row in bases if row.key == name]
            if rows:
                fields[name].choices = [("", gettext("Kies een regel")), *rows]
            else:
                del self.fields[name]

    def clean(self) -> None:
        if self.cleaned_data.get("answer") == YES and not self.cleaned_data.get("how"):
            self.add_error("how", _("Kies hoe de inwoner ja zei."))
