"""What one types when coordination moves to someone else."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kring.circle.models import Plan, Transfer
from kring.core import forms
from kring.workspace.forms.plan import PlanForm


class Propose(PlanForm):
    to = forms.ChoiceField(label=_("Wie wordt de coördinator?"))


def _weights() -> list[tuple[int, forms.Option]]:
    return [
        (
            Plan.Weight.LIGHT,
            forms.Option(gettext("Licht"), gettext("U kijkt af en toe hoe het gaat.")),
        ),
        (
            Plan.Weight.ORDINARY,
            forms.Option(gettext("Gewoon"), gettext("Er is regelmatig contact.")),
        ),
        (
            Plan.Weight.HEAVY,
            forms.Option(gettext("Zwaar"), gettext("Er is elke week veel te regelen.")),
        ),
    ]


class Weigh(forms.Form):
    weight = forms.ChoiceField(
        label=_("Hoeveel werk is dit huishouden voor de coördinator?"),
        choices=_weights,
        missing=_("Kies hoeveel werk het is."),
    )


class Attempt(forms.Form):
    on = forms.MomentField(label=_("Wanneer probeerde u het?"))
    why = forms.ChoiceField(label=_("Waarom lukte het niet?"), choices=Transfer.Attempt.choices)


class Hear(PlanForm):
    reaction = forms.ChoiceField(
        label=_("Wat vindt de inwoner?"), choices=Transfer.Reaction.choices
    )
    goes_to = forms.ChoiceField(
        label=_("Wil de inwoner dit niet? Wie bespreekt dit verder?"), required=False
    )
    legal_ground = forms.LineField(
        label=_("Wettelijke grond om het toch te doen"), required=False, max_length=200
    )


class Object(forms.Form):
    reason = forms.TextField(
        label=_("Wat is uw bezwaar?"),
        help_text=_("Hebt u geen bezwaar? Dan hoeft u niets te doen."),
        max_length=2000,
        rows=3,
    )


class Answer(forms.Form):
    answer = forms.TextField(label=_("Uw antwoord"), max_length=2000, rows=3)
    upheld = forms.ChoiceField(
        label=_("Wat gebeurt er met het bezwaar?"),
        choices=[("nee", _("De overdracht gaat door")), ("ja", _("De overdracht stopt"))],
    )


def empty(*_args: Any, **_more: Any) -> forms.Form:
    """An act without anything to type."""
    return forms.Form({})
