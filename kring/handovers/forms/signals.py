"""A signal in half a minute, and the team's answer to it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from kring.core import forms
from kring.handovers.models import Signal

from .nameless import Nameless

Rows = Sequence[tuple[str, str]]


YES = "yes"
MISSING = {
    "knows": _("Kies of deze persoon van uw signaal weet."),
    "ground": _("Kies waarom u de naam mag delen."),
    "secrecy": _("Kies waarom u hierover mag spreken."),
    "route": _("Kies volgens welke afspraak of uitzondering u deelt."),
    "not_told_because": _("Schrijf op waarom deze persoon het nog niet weet."),
    "review_on": _("Kies een dag waarop u opnieuw kijkt of deze persoon het mag weten."),
}


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
    not_told_because = forms.LineField(
        label=_("Weet deze persoon het niet? Waarom nog niet?"),
        help_text=_("Iemand hoort te weten dat zijn of haar naam is gedeeld."),
        max_length=200,
        required=False,
    )
    review_on = forms.PlannedDayField(
        label=_("Wanneer kijkt u opnieuw of deze persoon het mag weten?"),
        help_text=_("U krijgt die dag bericht."),
        future=True,
        required=False,
        usual=forms.MONTHS,
    )
    ground = forms.ChoiceField(label=_("Waarom mag u de naam delen?"), required=False)
    secrecy = forms.ChoiceField(
        label=_("U hebt beroepsgeheim. Waarom mag u hierover spreken?"), required=False
    )
    route = forms.ChoiceField(
        label=_("Volgens welke afspraak of uitzondering deelt u?"), required=False
    )

    NAMED = (
        "about_name", "knows", "not_told_because", "review_on", "ground", "secrecy", "route",
    )  # fmt: skip

    def __init__(self, *args: Any, rows: Mapping[str, Rows], **kwargs: Any) -> None:
        """`rows`: the answers of theme, team, neighbourhood and each key that is asked."""
        named = bool(args and args[0] and args[0].get("about_name"))
        super().__init__(*args, anonymous=not named, **kwargs)
        for name, choices in rows.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # it is a ChoiceField
        if "secrecy" not in rows:
            del self.fields["secrecy"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("about_name"):
            for name in self._asked(given):
                if not given.get(name) and not self[name].errors:
                    self.add_error(name, MISSING[name])
        return given

    def _asked(self, given: dict[str, Any]) -> list[str]:
        """What a name asks for: a yes is all keys at once; who knows need not be told."""
        asked = ["knows", "ground"]
        if given.get("knows") in (Signal.Knows.NO, Signal.Knows.NOT_SAFE):
            asked += ["not_told_because", "review_on"]
        if given.get("ground") and given["ground"] != YES:
            asked += [name for name in ("secrecy", "route") if name in self.fields]
        return asked

    @property
    def named(self) -> list[Any]:
        """The folded questions about a name."""
        return [self[name] for name in self.NAMED if name in self.fields]

    @property
    def named_open(self) -> bool:
        """Whether one of them has an answer or a mistake."""
        return any(bound.errors or bound.value() for bound in self.named)


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
