"""Fields that read what people type, and say in one sentence what to do."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kring.core import moments
from kring.core.forms import reading
from kring.core.forms.base import asking

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LINE = 200
TEXT = 10_000
LONGEST_LIFE = 130
UNLIKELY = _("Kijk het jaar na: vul een jaar in van 1900 tot en met 2100.")


class LineField(forms.CharField):
    """One line. Too much text is a sentence, never a cut."""

    longest = LINE

    def __init__(self, *, max_length: int = 0, missing: "StrOrPromise" = "", **kwargs: Any) -> None:
        self.longest = max_length or self.longest
        super().__init__(error_messages=asking(missing), **kwargs)
        # The form refuses hidden signs of every kind, in one sentence of its own.
        self.validators = [
            each
            for each in self.validators
            if not isinstance(each, ProhibitNullCharactersValidator)
        ]
        self.validators.append(
            MaxLengthValidator(self.longest, _("Maak dit korter: hooguit %(limit_value)s tekens."))
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"data-longest": self.longest}


class TextField(LineField):
    """A story; the box grows with it."""

    longest = TEXT
    widget = forms.Textarea

    def __init__(self, *, rows: int = 5, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs |= {"rows": rows, "cols": None}


class MailField(LineField, forms.EmailField):
    """A mail address."""

    widget = forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"})
    default_error_messages = {
        "invalid": _("Vul een e-mailadres in, zoals naam@voorbeeld.nl."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for validator in self.validators:
            if validator in forms.EmailField.default_validators:
                self.validators.remove(validator)
        self.validators.append(_mail)


class ReadField(LineField):
    """A line that is read as something else; `read` gives None when it cannot be."""

    # A number copied from an address book comes with marks that nobody sees.
    reads_past_hidden = True
    default_error_messages = {"unread": _("Vul dit anders in.")}

    def to_python(self, value: Any) -> Any:
        typed = reading.visible(super().to_python(value) or "")
        if not typed:
            return None
        if len(typed) > self.longest:
            raise forms.ValidationError(self.error_messages["unread"], code="unread")
        found = self.read(typed)
        if found is None:
            raise forms.ValidationError(self.error_messages["unread"], code="unread")
        return found

    def read(self, typed: str) -> Any:
        raise NotImplementedError

    def run_validators(self, value: Any) -> None:
        """Reading is the check; what was read is no text any more."""


class DayField(ReadField):
    """A day one knows, like a date of birth: one box, however it is typed."""

    default_error_messages = {
        "unread": _("Vul de datum in als dag, maand en jaar, zoals 21-03-1948."),
        "future": _("Vul een datum in die al geweest is."),
        "long_ago": _("Kijk het jaar na: dat is meer dan 130 jaar geleden."),
    }

    def __init__(self, *, past: bool = True, **kwargs: Any) -> None:
        self.past = past
        super().__init__(**kwargs)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def read(self, typed: str) -> date | None:
        return reading.day(typed)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        if self.past:
            self._validate_past(value, timezone.localdate())
        else:
            refuse_unlikely(value)

    def _validate_past(self, value: date, today: date) -> None:
        if value > today:
            raise forms.ValidationError(self.error_messages["future"], code="future")
        if value.year < today.year - LONGEST_LIFE:
            raise forms.ValidationError(self.error_messages["long_ago"], code="long_ago")

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d-%m-%Y}" if isinstance(value, date) else value


class PhoneField(ReadField):
    """A phone number, kept as E.164."""

    widget = forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"})
    default_error_messages = {
        "unread": _("Vul een telefoonnummer in, zoals 06 12 34 56 78 of 0123 45 67 00."),
    }

    def read(self, typed: str) -> str | None:
        return reading.phone(typed)

    def prepare_value(self, value: Any) -> Any:
        return moments.phone(value) if value and value == reading.phone(str(value)) else value


class PostcodeField(ReadField):
    """A Dutch postcode, kept as `1234AB`."""

    widget = forms.TextInput(attrs={"autocomplete": "postal-code"})
    default_error_messages = {"unread": _("Vul een postcode in van vier cijfers en twee letters.")}

    def read(self, typed: str) -> str | None:
        return reading.postcode(typed)


class BsnField(ReadField):
    """A citizen service number, kept as nine digits; never filled in again."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = {
        "unread": _("Vul de 9 cijfers van het burgerservicenummer in en kijk ze na."),
    }

    def read(self, typed: str) -> str | None:
        return reading.bsn(typed)


class NumberField(forms.IntegerField):
    """A whole number."""

    default_error_messages = {"invalid": _("Vul een getal in, zoals 3.")}

    def __init__(self, *, missing: "StrOrPromise" = "", **kwargs: Any) -> None:
        super().__init__(error_messages=asking(missing), **kwargs)
        self.widget.attrs["inputmode"] = "numeric"


class FileField(forms.FileField):
    """A file of at most `megabytes`, whose name ends in one of `kinds` and has no hidden signs."""

    default_error_messages = {
        "empty": _("Dit bestand is leeg. Kies een ander bestand."),
        "large": _("Dit bestand is te groot. Kies een bestand van hooguit %(megabytes)s MB."),
        "kind": _("Kies een bestand dat eindigt op %(kinds)s."),
    }

    def __init__(
        self,
        *,
        kinds: tuple[str, ...] = (".pdf",),
        megabytes: int = 5,
        missing: "StrOrPromise" = "",
        **kwargs: Any,
    ) -> None:
        self.kinds, self.megabytes = kinds, megabytes
        super().__init__(error_messages=asking(missing), **kwargs)
        self.widget.attrs["accept"] = ",".join(kinds)

    def to_python(self, data: "File[Any] | None") -> "File[Any] | None":
        file = super().to_python(data)
        if file is not None:
            file.name = "".join(sign for sign in file.name or "" if sign.isprintable())
        return file

    def validate(self, value: "UploadedFile[Any] | None") -> None:
        super().validate(value)
        if value is None:
            return
        if (value.size or 0) > self.megabytes * 1_000_000:
            self.refuse("large")
        if not (value.name or "").lower().endswith(self.kinds):
            self.refuse("kind")

    def refuse(self, code: str) -> None:
        """Say why this file cannot be used."""
        words = {"megabytes": self.megabytes, "kinds": " of ".join(self.kinds)}
        raise forms.ValidationError(self.error_messages[code], code=code, params=words)


def refuse_unlikely(day: date) -> None:
    """Years far away cannot be reckoned with: the database or a next day would stumble later."""
    if not reading.likely(day):
        raise forms.ValidationError(UNLIKELY, code="unlikely")


def _mail(value: str) -> None:
    try:
        forms.EmailField.default_validators[0](value)
    except forms.ValidationError:
        raise forms.ValidationError(
            MailField.default_error_messages["invalid"], code="invalid"
        ) from None
