"""What a party without an account adds or tells back."""

from django.utils.translation import gettext_lazy as _

from kring.core import forms

DONE = "done"


class Correct(forms.Form):
    text = forms.TextField(
        label=_("Wat klopt er niet, of wat ontbreekt er?"),
        missing=_("Schrijf op wat er anders moet."),
    )


class TellBack(forms.Form):
    how = forms.ChoiceField(
        label=_("Hoe staat het ermee?"),
        choices=[
            ("busy", _("Wij zijn bezig")),
            ("stuck", _("Het loopt vast")),
            (DONE, _("Het is afgerond")),
        ],
        missing=_("Kies hoe het ermee staat."),
    )
    text = forms.TextField(
        label=_("Wilt u er iets bij zeggen?"), required=False, max_length=2000, rows=3
    )

    @property
    def told(self) -> str:
        """What goes back, in words."""
        how = dict(self.fields["how"].choices)[self.cleaned_data["how"]]  # type: ignore[attr-defined]  # it is a ChoiceField
        return f"{how}. {self.cleaned_data['text']}".strip()
