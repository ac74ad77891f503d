"""Days and moments to plan: the calendar of the browser, or typed as one likes."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kring.core.forms import reading
from kring.core.forms.base import asking
from kring.core.forms.fields import refuse_unlikely

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SOON = ((0, _("Vandaag")), (1, _("Morgen")), (7, _("Over een week")))
MONTHS = ((30, _("Over een maand")), (91, _("Over drie maanden")))


class PlannedDayWidget(forms.DateInput):
    """The calendar of the browser, with the days that one plans most in one tap.

    `usual`: how many days from now, and the words for it.
    """

    template_name = "forms/planned_day.html"
    usual: "Sequence[tuple[int, StrOrPromise]]" = SOON

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"type": "date"})

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["usual"] = self.usual
        return context


class PlannedDayField(forms.DateField):
    """A day to plan: the calendar of the browser, or typed as one likes.

    `usual`: the days in one tap; none of them may be one that is refused.
    """

    widget = PlannedDayWidget
    default_error_messages = {
        "invalid": _("Vul de datum in als dag, maand en jaar, zoals 21-03-2027."),
        "past": _("Gebruik een datum in de toekomst."),
    }

    def __init__(
        self,
        *,
        future: bool = False,
        missing: "StrOrPromise" = "",
        usual: "Sequence[tuple[int, StrOrPromise]]" = SOON,
        **kwargs: Any,
    ) -> None:
        self.future = future
        super().__init__(error_messages=asking(missing), **kwargs)
        self.widget.usual = usual

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        found = reading.day(str(value))
        if found is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        refuse_unlikely(value)
        if self.future and value < timezone.localdate():
            raise forms.ValidationError(self.error_messages["past"], code="past")


class ClockField(forms.TimeField):
    """A time of the day, as 14:30."""

    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time", "step": 300})
    default_error_messages = {"invalid": _("Vul de tijd in als 14:30.")}


class MomentWidget(forms.MultiWidget):
    """A day and a time, beside each other."""

    template_name = "forms/moment.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"day": PlannedDayWidget, "time": ClockField.widget}, attrs)

    def decompress(self, value: datetime | None) -> list[date | time | None]:
        if value is None:
            return [None, None]
        here = timezone.localtime(value) if timezone.is_aware(value) else value
        return [here.date(), here.time()]


class MomentField(forms.MultiValueField):
    """A day and a time to plan, in Dutch time."""

    widget = MomentWidget
    default_error_messages = {
        "incomplete": _("Vul een dag en een tijd in."),
        "past": _("Gebruik een moment in de toekomst."),
    }

    def __init__(
        self, *, future: bool = False, missing: "StrOrPromise" = "", **kwargs: Any
    ) -> None:
        self.future = future
        super().__init__(
            fields=[PlannedDayField(), ClockField()],
            require_all_fields=False,
            error_messages=asking(missing),
            **kwargs,
        )

    def compress(self, data_list: list[Any]) -> datetime | None:
        if not data_list:
            return None
        day, clock = data_list
        try:
            return timezone.make_aware(datetime.combine(day, clock))
        except (ValueError, OverflowError):
            raise forms.ValidationError(
                self.error_messages["incomplete"], code="incomplete"
            ) from None

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and self.future and value < timezone.now():
            raise forms.ValidationError(self.error_messages["past"], code="past")
