"""Giving work to a colleague."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kring.core import forms


class Give(forms.Form):
    to = forms.ChoiceField(label=_("Wie pakt dit op?"))

    def __init__(
        self, *args: Any, colleagues: Iterable[tuple[UUID, str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [  # type: ignore[attr-defined]  # a field of choices
            (str(pk), forms.Option(name, load)) for pk, name, load in colleagues
        ]
