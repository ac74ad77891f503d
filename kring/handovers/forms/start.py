"""How a handover begins: which kind, and for whom one types."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kring.core import forms
from kring.handovers.forms.knows import option
from kring.handovers.models.choices import Kind


def _kinds() -> list[tuple[str, forms.Option]]:
    return [
        option(
            Kind.REFER,
            gettext("Doorverwijzen"),
            gettext("Een ander neemt de hulp over. U hoort hoe het afloopt."),
        ),
        option(
            Kind.INVOLVE,
            gettext("Tijdelijk betrekken"),
            gettext("Een ander helpt een tijd mee. U blijft zelf betrokken."),
        ),
        option(
            Kind.CONSULT,
            gettext("Raadplegen"),
            gettext("U stelt een vraag zonder naam en krijgt raad."),
        ),
    ]


class Start(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kies wat past"), choices=_kinds, missing=_("Kies wat u wilt doen.")
    )
    caller = forms.YesField(
        label=_("Ik schrijf dit op voor iemand die belt"),
        help_text=_("U kiest dan eerst namens wie u dit opschrijft."),
        required=False,
    )

    def __init__(self, *args: Any, for_callers: bool = False, **kwargs: Any) -> None:
        """`for_callers`: who acts works at a front desk, where others phone."""
        super().__init__(*args, **kwargs)
        if not for_callers:
            del self.fields["caller"]
