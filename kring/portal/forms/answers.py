"""What the resident answers, and whether it is safe to ask."""

from django.utils.translation import gettext_lazy as _

from kring.core import forms
from kring.handovers.actions import Says


class Safe(forms.Form):
    safe = forms.ChoiceField(
        label=_("Is het veilig om dit briefje mee te geven?"),
        help_text=_(
            "Denk aan wie het thuis kan lezen. Op het briefje staat niet waar het over gaat."
        ),
        choices=[("yes", _("Ja")), ("no", _("Nee")), ("unknown", _("Weet ik niet"))],
        missing=_("Kies of het veilig is."),
    )


class Answer(forms.Form):
    answer = forms.ChoiceField(
        label=_("Uw antwoord"),
        choices=[(each.value, each.value) for each in Says],
        missing=_("Kies één antwoord."),
    )
    words = forms.TextField(
        label=_("Wilt u er iets bij zeggen?"),
        help_text=_("Bijvoorbeeld wie u liever wilt, of wanneer wij u kunnen bellen."),
        required=False,
        rows=3,
    )
