"""What is talked about when a plan closes."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.forms import Select
from django.utils.translation import gettext_lazy as _

from kring.circle.models import Closing, Plan
from kring.core import forms
from kring.plans.actions import LookedBack
from kring.plans.models import Goal
from kring.workspace.forms.plan import PlanForm

Titles = Sequence[tuple[UUID, str]]
REASONS = [choice for choice in Plan.Closed.choices if choice[0] != Plan.Closed.DECEASED]


# A closed plan is looked back on: how each goal ended, and who goes on with what is not done.
STOPS = ("", _("Stopt"))


class Close(PlanForm):
    """`goals`, `tasks`: what is open, by id with its title; `whom`: who may go on with it."""

    because = forms.ChoiceField(label=_("Waarom sluit u het plan af?"), choices=REASONS)
    helped = forms.ChoiceField(
        label=_("Bent u verder geholpen? Vraag het de inwoner."), choices=Closing.Helped.choices
    )
    looked_back = forms.TextField(
        label=_("Wat zegt de inwoner zelf?"),
        help_text=_("Hoe kijkt de inwoner terug, of waarom wil de inwoner nu geen hulp?"),
        required=False,
        max_length=2000,
        rows=3,
    )
    stays = forms.LineField(label=_("Wie blijft erbij?"), max_length=200)
    call = forms.LineField(label=_("Wie belt de inwoner als het nodig is?"), max_length=200)
    aftercare_on = forms.PlannedDayField(
        label=_("Wanneer vraagt u hoe het gaat?"),
        required=False,
        future=True,
        usual=forms.MONTHS,
    )
    aftercare_by = forms.ChoiceField(label=_("Wie doet dat?"), required=False, widget=Select)
    no_aftercare_because = forms.LineField(
        label=_("Geen nazorg? Schrijf waarom."),
        help_text=_("Vult u dit in? Dan vervallen de dag en de naam hierboven."),
        required=False,
        max_length=200,
    )
    ask_again_by = forms.ChoiceField(
        label=_("Wil de inwoner nu geen hulp? Wie mag het later weer vragen?"),
        required=False,
        widget=Select,
    )
    ask_again_on = forms.PlannedDayField(
        label=_("Wanneer?"), required=False, future=True, usual=forms.MONTHS
    )

    def __init__(
        self,
        *args: Any,
        goals: Titles = (),
        tasks: Titles = (),
        whom: Iterable[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.goals = {f"goal-{each}": each for each, title in goals}
        self.tasks = {f"action-{each}": each for each, title in tasks}
        for each, title in goals:
            self.fields[f"goal-{each}"] = _how(title)
        for each, title in tasks:
            self.fields[f"action-{each}"] = _onward(title, whom)
        self.order_fields(["because", *self.goals, "helped", "looked_back", *self.tasks])

    def back(self) -> LookedBack:
        """What was said of each goal and each action."""
        said = self.cleaned_data
        return LookedBack(
            goals={pk: Goal.Result(said[name]) for name, pk in self.goals.items()},
            goes_on={pk: said[name] for name, pk in self.tasks.items() if said[name]},
        )

    def rest(self) -> dict[str, Any]:
        """What was said of the plan as a whole."""
        apart = self.goals.keys() | self.tasks.keys()
        return {name: value for name, value in self.cleaned_data.items() if name not in apart}


def _how(title: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Doel: %(title)s") % {"title": title},
        choices=Goal.Result.choices,
        missing=_("Kies hoe het staat met het doel ‘%(title)s’.") % {"title": title},
    )


def _onward(title: str, whom: Iterable[str]) -> forms.ChoiceField:
    onward = [(name, _("Gaat mee naar %(who)s") % {"who": name}) for name in whom]
    return forms.ChoiceField(
        label=_("Open actie: %(title)s") % {"title": title},
        choices=[STOPS, *onward],
        required=False,
        widget=Select,
    )


class FollowUp(PlanForm):
    how = forms.TextField(
        label=_("Hoe gaat het?"),
        help_text=_("Schrijf kort op wat de inwoner zei, of dat het niet lukte."),
        missing=_("Schrijf kort op hoe het gaat."),
        max_length=2000,
        rows=3,
    )
    again = forms.ChoiceField(
        label=_("Wil de inwoner weer hulp?"), missing=_("Kies of de inwoner weer hulp wil.")
    )


class BeginAgain(forms.Form):
    """One button: the plan begins empty."""


class CloseDeceased(forms.Form):
    """Nobody is left to ask."""


class Moved(PlanForm):
    resident = forms.ChoiceField(label=_("Wie verhuist?"))
