"""A signal in half a minute, and the team's answer to it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from kring.core import forms
from kring.handovers.models import Signal

from .nameless import Nameless

Rows = Sequence[tuple[str, str]]


class GiveSignal(Nameless):
    text = forms.TextField(
        label=_("Wat ziet u?"),
        help_text=_("Eén of twee zinnen. Een naam is niet nodig."),
        missing=_("Schrijf kort op wat u ziet."),
        rows=3,
    )
    theme = forms.ChoiceField(label=_("Waar gaat het over?"), missing=_("Kies waar het over gaat."))
    team = forms.ChoiceField(label=_("Aan welk team?"), missing=_("Kies een team."))
    neighbourhood = forms.ChoiceField(label=_("In welke buurt?"), required=False)
    about_name = forms.LineField(
        label=_("Over wie gaat het?"),
        help_text=_("Alleen als u de naam mag delen. Beantwoord dan ook de vragen hieronder."),
        max_length=120,
        required=False,
    )
    knows = forms.ChoiceField(
        label=_("Weet deze persoon van uw signaal?"),
        choices=[("", _("Ik noem geen naam")), *Signal.Knows.choices],
        required=False,
    )
    ground = forms.ChoiceField(label=_("Waarom mag u de naam delen?"), required=False)

    NAMED = ("about_name", "knows", "ground")

    def __init__(self, *args: Any, rows: Mapping[str, Rows], **kwargs: Any) -> None:
        """`rows`: the answers of theme, team, neighbourhood and ground."""
        named = bool(args and args[0] and args[0].get("about_name"))
        super().__init__(*args, anonymous=not named, **kwargs)
        for name, choices in rows.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # it is a ChoiceField

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("about_name"):
            if not given.get("knows"):
                self.add_error("knows", _("Kies of deze persoon van uw signaal weet."))
            if not given.get("ground"):
                self.add_error("ground", _("Kies waarom u de naam mag delen."))
        return given

    @property
    def named_open(self) -> bool:
        """Whether the folded questions about a name have an answer or a mistake."""
        return any(self[name].errors or self[name].value() for name in self.NAMED)


class AnswerSignal(forms.Form):
    answer = forms.ChoiceField(
        label=_("Wat doet u ermee?"), choices=Signal.Answer.choices, missing=_("Kies een antwoord.")
    )
    became = forms.ChoiceField(
        label=_("Welke overdracht werd het?"),
        help_text=_("Alleen als u het met de inwoner besprak en overdroeg."),
        required=False,
    )
    reply = forms.TextField(
        label=_("Bericht aan de melder"),
        help_text=_("Schrijf geen naam op. De melder leest dit bij het eigen signaal."),
        max_length=2000,
        required=False,
        rows=3,
    )

    def __init__(self, *args: Any, handovers: Rows = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["became"].choices = [("", _("Geen overdracht")), *handovers]  # type: ignore[attr-defined]  # it is a ChoiceField
