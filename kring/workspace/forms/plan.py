"""What one types about a plan; policy is the actions' to say."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms as django
from django.utils.translation import gettext_lazy as _

from kring.circle.models import Category
from kring.core import forms
from kring.plans.models import Note

EVERYBODY = ("", _("Iedereen in het huishouden"))
ABOUT = {
    Category.PLAN: _("Gewoon het plan"),
    Category.SITUATION: _("Wat er speelt"),
    Category.HEALTH: _("Gezondheid"),
    Category.FINANCE: _("Geld"),
    Category.SAFETY: _("Veiligheid"),
}

Choices = Iterable[tuple[UUID | str, Any]]


class PlanForm(forms.Form):
    """A form whose choices come from the household: `choices` by the name of the field.

    A field without choices is left out: there is nothing to choose.
    """

    def __init__(
        self, *args: Any, choices: dict[str, Choices] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, options in (choices or {}).items():
            kept = [(str(value), label) for value, label in options]
            if kept:
                self.fields[name].choices = kept  # type: ignore[attr-defined]  # a field of choices
            else:
                del self.fields[name]


def about(categories: Iterable[str]) -> list[tuple[str, Any]]:
    """The kinds of data that one may write about: those one may see."""
    seen = set(categories)
    return [(code.value, words) for code, words in ABOUT.items() if code in seen]


class Goal(PlanForm):
    title = forms.LineField(
        label=_("Wat wil de inwoner bereiken?"),
        help_text=_("In gewone taal, zoals de inwoner het zegt."),
        max_length=300,
    )
    concerns = forms.ChoiceField(label=_("Over wie gaat dit doel?"), required=False)
    agreed_by_resident = forms.YesField(
        label=_("De anderen in het huishouden mogen dit doel zien"), required=False
    )
    theme = forms.ChoiceField(
        label=_("Thema"),
        help_text=_("Zo vindt u in het plan bij elkaar wat bij elkaar hoort."),
        required=False,
        widget=django.Select,
    )
    target_on = forms.PlannedDayField(label=_("Streefdatum"), required=False)
    category = forms.ChoiceField(
        label=_("Waar gaat het over?"),
        help_text=_("Alleen wie dit deel mag zien, ziet dit doel."),
    )
    version = django.IntegerField(widget=django.HiddenInput, required=False)


class Action(PlanForm):
    title = forms.LineField(label=_("Wat gaat er gebeuren?"), max_length=300)
    doer = forms.ChoiceField(label=_("Wie doet dit?"), help_text=_("Kies één persoon."))
    agreed = forms.YesField(
        label=_("Dit is samen afgesproken"),
        help_text=_("Dan hoeft een collega het niet eerst aan te nemen."),
        required=False,
    )
    due_on = forms.PlannedDayField(label=_("Wanneer klaar?"))
    goal = forms.ChoiceField(
        label=_("Bij welk doel hoort dit?"), required=False, widget=django.Select
    )
    concerns = forms.ChoiceField(
        label=_("Over wie gaat dit?"), required=False, widget=django.Select
    )
    theme = forms.ChoiceField(
        label=_("Thema"),
        help_text=_("Zo vindt u in het plan bij elkaar wat bij elkaar hoort."),
        required=False,
        widget=django.Select,
    )
    contradicts = forms.ChoiceField(
        label=_("Kan dit niet samen met een andere actie?"),
        required=False,
        widget=django.Select,
    )
    category = forms.ChoiceField(label=_("Waar gaat het over?"), widget=django.Select)
    version = django.IntegerField(widget=django.HiddenInput, required=False)


class Stop(forms.Form):
    because = forms.LineField(label=_("Waarom stopt dit doel?"), max_length=200)


class Words(PlanForm):
    text = forms.TextField(
        label=_("Wat wil de inwoner zelf?"),
        help_text=_("Schrijf het op zoals het gezegd is."),
    )
    resident = forms.ChoiceField(label=_("Wie zei dit?"), required=False)
    said_on = forms.DayField(label=_("Wanneer?"))


class Story(PlanForm):
    kind = forms.ChoiceField(label=_("Wat is het?"), choices=Note.Kind.choices)
    text = forms.TextField(
        label=_("Wat wilt u bewaren?"),
        help_text=_("Schrijf zo dat de inwoner het mag lezen."),
    )
    at = forms.MomentField(label=_("Wanneer was dit?"))
    concerns = forms.ChoiceField(label=_("Over wie gaat het?"), required=False)
    category = forms.ChoiceField(label=_("Waar gaat het over?"))
    only_me = forms.YesField(label=_("Alleen voor mij"), required=False)


class Text(forms.Form):
    text = forms.TextField(label=_("Uw tekst"))
    version = django.IntegerField(widget=django.HiddenInput)


class IfWorse(forms.Form):
    call = forms.LineField(
        label=_("Wie belt de inwoner?"),
        help_text=_("Naam en nummer, ook voor ’s avonds en in het weekend."),
        max_length=200,
    )
    do = forms.TextField(label=_("Wat helpt dan?"), required=False, max_length=2000)
    version = django.IntegerField(widget=django.HiddenInput, required=False)


class NextTalk(forms.Form):
    on = forms.PlannedDayField(label=_("Wanneer bespreekt u het plan?"), future=True)


class PartyPlan(PlanForm):
    organisation = forms.ChoiceField(label=_("Van welke organisatie is het plan?"))
    name = forms.LineField(
        label=_("Hoe heet het plan?"), help_text=_("Bijvoorbeeld zorgplan of schuldregeling."),
        max_length=120,
    )  # fmt: skip
    reference = forms.LineField(
        label=_("Waar staat het?"),
        help_text=_("Neem niets over uit het plan zelf."),
        required=False,
    )
    concerns = forms.ChoiceField(label=_("Over wie gaat het?"), required=False)
    review_on = forms.PlannedDayField(label=_("Wanneer wordt het besproken?"), required=False)
    version = django.IntegerField(widget=django.HiddenInput, required=False)
