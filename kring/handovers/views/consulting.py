"""The acts on a question without a name, in its own words: there is nobody to keep contact with."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from kring.handovers.forms import acts as forms

from .doing import Act

_OWN: Mapping[str, Mapping[str, Any]] = {
    "receive": {
        "title": _("Vraag oppakken"),
        "lead": _("De vrager ziet dat u de vraag hebt gezien."),
        "said": _("U hebt de vraag opgepakt."),
    },
    "ask": {"title": _("Iets vragen aan de vrager")},
    "reassign": {"said": _("De vraag is aan een collega gegeven.")},
    "decline": {
        "form": forms.DeclineQuestion,
        "said": _("De vrager hoort dat dit niet past, en waarom."),
    },
    "follow": {"lead": _("Uw vraag staat klaar. U kiest een andere ontvanger.")},
    "close": {"form": forms.CloseQuestion, "lead": _("Niemand is daarna nog aan zet.")},
    "withdraw": {
        "form": forms.WithdrawQuestion,
        "title": _("Vraag intrekken"),
        "said": _("U trok uw vraag in."),
    },
}


def worded(act: Act) -> Act:
    """This act as it reads for a question without a name."""
    return replace(act, **_OWN.get(act.name, {}))
