"""Forms that speak the design system and forgive how people type.

A form of the house derives from `Form` and uses these fields, so that every field
refuses hidden characters and absurd lengths, and says in one sentence what to do.
"""

from kring.core.forms.base import Bound, Form, Renderer, error_links, error_title
from kring.core.forms.choices import ChoiceField, ChoicesField, Option, YesField
from kring.core.forms.days import MONTHS, ClockField, MomentField, PlannedDayField
from kring.core.forms.fields import (
    BsnField,
    DayField,
    FileField,
    LineField,
    MailField,
    NumberField,
    PhoneField,
    PostcodeField,
    TextField,
)

__all__ = [
    "MONTHS",
    "Bound",
    "BsnField",
    "ChoiceField",
    "ChoicesField",
    "ClockField",
    "DayField",
    "FileField",
    "Form",
    "LineField",
    "MailField",
    "MomentField",
    "NumberField",
    "Option",
    "PhoneField",
    "PlannedDayField",
    "PostcodeField",
    "Renderer",
    "TextField",
    "YesField",
    "error_links",
    "error_title",
]
