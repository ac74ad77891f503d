"""Whether it is safe to ask the resident."""

from django.utils.translation import gettext_lazy as _

from kring.core import forms


class Safe(forms.Form):
    safe = forms.ChoiceField(
        label=_("Is het veilig om dit briefje mee te geven?"),
        help_text=_(
            "Denk aan wie het thuis kan lezen. Op het briefje staat niet waar het over gaat."
        ),
        choices=[("yes", _("Ja")), ("no", _("Nee")), ("unknown", _("Weet ik niet"))],
        missing=_("Kies of het veilig is."),
    )
