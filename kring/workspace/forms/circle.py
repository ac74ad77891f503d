"""What one types about who is around a household."""

from collections.abc import Sequence
from typing import Any

from django.forms import Select
from django.utils.translation import gettext_lazy as _

from kring.circle.models import Category, StatutoryRole
from kring.core import forms
from kring.workspace.forms.plan import PlanForm


class Whom(forms.Form):
    """Which resident it is about; chosen beforehand when there is one."""

    resident = forms.ChoiceField(
        label=_("Over wie gaat het?"), missing=_("Kies over wie het gaat.")
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """`people`: id and name."""
        super().__init__(*args, **kwargs)
        self.fields["resident"].choices = people  # type: ignore[attr-defined]  # it is a ChoiceField
        if len(people) == 1:
            self.initial["resident"] = people[0][0]


class Relative(forms.Form):
    name = forms.LineField(label=_("Naam"), max_length=120)
    tie = forms.LineField(
        label=_("Wie is dat?"), help_text=_("Bijvoorbeeld dochter of buurvrouw."), max_length=80
    )
    purpose = forms.LineField(label=_("Wat doet deze naaste?"), max_length=200)
    phone = forms.PhoneField(label=_("Telefoon"), required=False)


class Colleague(PlanForm):
    to = forms.ChoiceField(label=_("Welke collega?"))
    role = forms.LineField(label=_("In welke rol?"), max_length=80)
    purpose = forms.LineField(label=_("Waarvoor is deze collega nodig?"), max_length=200)
    categories = forms.ChoicesField(
        label=_("Welke gegevens heeft deze collega nodig?"), choices=Category.choices
    )
    ends_on = forms.PlannedDayField(label=_("Tijdelijk tot"), required=False, future=True)


class Longer(forms.Form):
    on = forms.PlannedDayField(
        label=_("Tot en met welke dag?"), future=True, missing=_("Kies een dag.")
    )


class Role(PlanForm):
    kind = forms.ChoiceField(label=_("Welke rol?"), choices=StatutoryRole.Kind.choices)
    organisation = forms.ChoiceField(label=_("Van welke organisatie?"))
    position = forms.ChoiceField(
        label=_("Wie is het, en mag die het huishouden zien?"),
        help_text=_("U kiest uit wie betrokken is."),
        required=False,
        widget=Select,
    )
    categories = forms.ChoicesField(
        label=_("Welke gegevens zijn nodig voor deze rol?"),
        choices=Category.choices,
        required=False,
    )
    resident = forms.ChoiceField(label=_("Over wie gaat het?"), required=False)
    scope = forms.LineField(label=_("Waarover gaat deze rol?"), max_length=120)
    decision = forms.LineField(
        label=_("Welk besluit?"), help_text=_("Wie besloot het en wanneer."), max_length=120
    )
    from_on = forms.PlannedDayField(label=_("Vanaf"))
    until_on = forms.PlannedDayField(label=_("Tot en met"), required=False)


class EndRole(forms.Form):
    on = forms.PlannedDayField(label=_("Tot en met welke dag geldt het besluit?"))


class Successor(PlanForm):
    to = forms.ChoiceField(label=_("Wie neemt deze rol over?"))


class Emergency(forms.Form):
    reason = forms.TextField(
        label=_("Waarom kan dit niet wachten?"),
        help_text=_("De coördinator leest dit meteen. De inwoner hoort het later."),
        missing=_("Schrijf waarom het niet kan wachten."),
        max_length=2000,
        rows=3,
    )


class EmergencyByCode(Emergency):
    code = forms.LineField(
        label=_("Code van het huishouden"),
        help_text=_("Negen tekens. De code staat bovenaan de pagina van het huishouden."),
        missing=_("Vul de code van het huishouden in."),
        max_length=40,
    )
    field_order = ("code", "reason")


class Told(forms.Form):
    told = forms.ChoiceField(
        label=_("Weet de inwoner dat er is gekeken?"),
        choices=[("ja", _("Ja, het is verteld")), ("nee", _("Nog niet"))],
    )
    on = forms.MomentField(label=_("Wanneer is het verteld?"), required=False)
    because = forms.TextField(
        label=_("Nog niet verteld? Waarom niet?"),
        help_text=_("Bijvoorbeeld omdat het nu niet veilig is."),
        required=False,
        max_length=2000,
        rows=3,
    )

    def clean(self) -> None:
        told = self.cleaned_data.get("told")
        if told == "ja" and not self.cleaned_data.get("on") and "on" not in self.errors:
            self.add_error("on", _("Vul in wanneer het is verteld."))
        if told == "nee" and not self.cleaned_data.get("because"):
            self.add_error("because", _("Schrijf kort waarom de inwoner het nog niet weet."))


class Sure(forms.Form):
    """Nothing to type: the page itself asks."""


class Absence(PlanForm):
    position = forms.ChoiceField(label=_("Wie is afwezig?"))
    by_whom = forms.ChoiceField(label=_("Wie neemt waar?"))
    from_on = forms.PlannedDayField(label=_("Vanaf"))
    until_on = forms.PlannedDayField(label=_("Tot en met"))
