"""Asking for a link, saying who one is, giving a code."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from kring.core import forms
from kring.portal.queries.network import Person


class Ask(forms.Form):
    email = forms.MailField(
        label=_("Uw e-mailadres op het werk"),
        help_text=_(
            "Het adres dat bij ons bekend is. Een postbus van uw praktijk of team kan ook."
        ),
        missing=_("Vul uw e-mailadres in."),
    )


class Who(forms.Form):
    position = forms.ChoiceField(label=_("Wie bent u?"))

    def __init__(self, *args: object, people: Sequence[Person], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["position"].choices = [  # type: ignore[attr-defined]  # it is a ChoiceField
            (str(person.id), forms.Option(person.name, f"{person.function}, {person.organisation}"))
            for person in people
        ]


class Secrecy(forms.Form):
    accept = forms.YesField(
        label=_("Ik houd mij hieraan"),
        missing=_("Zet een vinkje. Zonder deze belofte kunt u niet verder."),
    )


class Code(forms.Form):
    code = forms.LineField(
        label=_("Uw code van zes cijfers"), max_length=20, missing=_("Vul de zes cijfers in.")
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {
            "inputmode": "numeric",
            "autocomplete": "one-time-code",
        }


class PaperCode(forms.Form):
    code = forms.LineField(
        label=_("De code op uw papier"),
        help_text=_("Tien letters en cijfers, zoals K7QM 4TX 9PW."),
        max_length=60,
        missing=_("Vul de code in die op uw papier staat."),
    )
