"""Step 2: does the resident know, and on what basis may this be shared?"""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kring.core import forms
from kring.handovers.models import Handover
from kring.sharing.models import Disclosure
from kring.sharing.queries import Basis

YES, INFORMED, NOT_YET, NO, WORRIED = "yes", "informed", "not_yet", "no", "worried"
GOES_ON = (YES, INFORMED)
Rows = list[tuple[str, forms.Option]]


def option(value: str, label: str, why: str) -> tuple[str, forms.Option]:
    return value, forms.Option(label, why)


def _what_they_know() -> Rows:
    return [
        option(
            YES,
            gettext("Ja"),
            gettext("De inwoner weet wat u deelt, met wie en waarom, en wil dit."),
        ),
        option(INFORMED, gettext("De inwoner weet het"), gettext("U deelt volgens een regel.")),
        option(
            NOT_YET,
            gettext("Nog niet besproken"),
            gettext("U kunt anoniem overleggen, of het gesprek voorbereiden."),
        ),
        option(NO, gettext("De inwoner wil dit niet"), gettext("Dan versturen we niets.")),
        option(
            WORRIED,
            gettext("Ik maak mij ernstige zorgen"),
            gettext("U leest wat u nu kunt doen."),
        ),
    ]


class Knows(forms.Form):
    answer = forms.ChoiceField(
        label=_("Weet de inwoner dat u dit deelt?"),
        missing=_("Kies wat de inwoner weet."),
    )

    def __init__(self, *args: Any, lawful: bool = False, **kwargs: Any) -> None:
        """`lawful`: there are rows of the legal table on which this sender may share."""
        super().__init__(*args, **kwargs)
        rows = _what_they_know()
        if not lawful:
            rows = [row for row in rows if row[0] != INFORMED]
        self.fields["answer"].choices = rows  # type: ignore[attr-defined]  # it is a ChoiceField

    @property
    def answers(self) -> dict[str, Any]:
        return {"answer": self.cleaned_data["answer"]}


def _levels() -> Rows:
    hears = Handover.Hears
    return [
        option(hears.OUTCOME, gettext("Ja"), gettext("Wie het oppakt en hoe het afloopt.")),
        option(
            hears.ONLY_THAT,
            gettext("Alleen dat er contact is"),
            gettext("U hoort of er contact is en wanneer het klaar is."),
        ),
        option(hears.NOTHING, gettext("Nee"), gettext("U ziet alleen of het is aangenomen.")),
    ]


def _hears() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Mag u horen hoe het verder gaat?"),
        choices=_levels,
        missing=_("Kies wat u mag horen."),
    )


class Agreed(forms.Form):
    """The resident said yes: how, and what the sender may hear."""

    how = forms.ChoiceField(
        label=_("Hoe zei de inwoner ja?"),
        choices=[
            (Disclosure.How.SPOKEN, _("In een gesprek")),
            (Disclosure.How.WRITTEN, _("Op papier of per bericht")),
        ],
        missing=_("Kies hoe de inwoner ja zei."),
    )
    hears = _hears()

    def __init__(self, *args: Any, by_phone: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by_phone:
            how = self.fields["how"]
            how.choices = [(Disclosure.How.VIA_CALLER, _("Dat zei de beller")), *how.choices]  # type: ignore[attr-defined]  # it is a ChoiceField

    @property
    def answers(self) -> dict[str, Any]:
        return {
            "how": self.cleaned_data["how"],
            "hears": self.cleaned_data["hears"],
            "ground": "yes",
            "secrecy": "yes",
            "route": "yes_once",
            "told": True,
        }


class Lawful(forms.Form):
    """The resident knows; the sender shares on a row of the legal table."""

    ground = forms.ChoiceField(label=_("Waarom mag u deze gegevens gebruiken?"))
    secrecy = forms.ChoiceField(label=_("Waarom mag u hierover spreken?"))
    route = forms.ChoiceField(label=_("Volgens welke afspraak of uitzondering deelt u?"))
    hears = _hears()

    def __init__(self, *args: Any, bases: Sequence[Basis] = (), **kwargs: Any) -> None:
        """`bases`: the rows that fit this sender; without a question of secrecy none of those."""
        super().__init__(*args, **kwargs)
        for name in ("ground", "secrecy", "route"):
            rows = [
                (row.code, forms.Option(row.name, row.article)) for row in bases if row.key == name
            ]
            if rows:
                self.fields[name].choices = rows  # type: ignore[attr-defined]  # it is a ChoiceField
            else:
                del self.fields[name]

    @property
    def answers(self) -> dict[str, Any]:
        chosen = {name: self.cleaned_data.get(name, "") for name in ("ground", "secrecy", "route")}
        return chosen | {"hears": self.cleaned_data["hears"], "how": "", "told": True}
