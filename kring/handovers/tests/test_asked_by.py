"""A relative or neighbour asks at the desk: who they are, and how to call them back."""

import pytest

from kring.core.actor import acting, professional
from kring.core.errors import Refused
from kring.handovers import actions
from kring.handovers.forms.person import AboutWhom
from kring.handovers.models import Text
from kring.handovers.tests.stories import sent
from kring.handovers.tests.test_pages import page, signed_in
from kring.residents.models import Reachability

ANOUK = {"asked_by": "relative", "asker_name": "Anouk Jansen", "asker_phone": "+31687654321"}
LINE = "Anouk Jansen, 06 – 87 65 43 21"


def asked(village, **who):
    with acting(professional(village.joris)) as joris:
        handed = sent(joris, team=village.tuindorp, who=ANOUK | who)
        return actions.receive(handed.pk, by=joris)


def test_who_took_it_up_reads_who_asked_and_how_to_call_them(village):
    handed = asked(village, phone="")

    html = page(signed_in(village, "joris"), f"/overdracht/{handed.pk}/")

    assert "Wie om hulp vroeg" in html
    assert LINE in html
    assert f"Via {LINE}" in html


def test_with_a_number_of_the_resident_they_are_reached_themselves(village):
    asked(village)

    with acting(professional(village.joris)):
        assert Reachability.objects.get().via_desk == ""
        assert Text.objects.get(part="asker").body == LINE


def test_of_a_resident_who_asks_nobody_else_is_noted(village):
    asked(village, asked_by="resident")

    with acting(professional(village.joris)):
        assert not Text.objects.filter(part="asker").exists()


def test_it_stands_on_the_check_page_and_in_the_form(village):
    with acting(professional(village.joris)) as joris:
        parts = {"who": {"family_name": "Jansen"} | ANOUK}
        draft = actions.start("refer", by=joris, data=parts)
    html = page(signed_in(village, "joris"), f"/overdracht/{draft.pk}/over-wie/")

    assert "Anouk Jansen" in html
    assert "+31687654321" in html or "06 – 87 65 43 21" in html


def test_of_someone_known_too_one_says_who_asked():
    typed = {"resident": "1", **ANOUK}

    form = AboutWhom(typed, known=[("1", "Fatma Yılmaz")])

    assert form.is_valid()
    assert form.answers["asker_name"] == "Anouk Jansen"


def test_what_a_relative_asks_goes_to_a_team(village):
    with acting(professional(village.joris)) as joris, pytest.raises(Refused, match="team"):
        sent(joris, position=village.anja, who=ANOUK)
