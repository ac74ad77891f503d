"""The table of legal grounds, and involving someone on the three keys."""

import pytest

from kring.circle import actions as circle
from kring.core.actor import acting, professional
from kring.core.errors import Refused
from kring.residents.models import Resident
from kring.sharing import actions, queries
from kring.sharing.models import Disclosure, LegalBasis


def test_the_table_is_loaded_from_its_file_and_again_without_change(village):
    LegalBasis.objects.all().delete()
    count = actions.load_bases()
    assert actions.load_bases() == count == LegalBasis.objects.count()
    assert set(LegalBasis.objects.values_list("version", flat=True)) == {1}
    with acting(professional(village.mirjam)) as mirjam:
        codes = {each.code for each in queries.bases("ground", me=mirjam, on=village.today)}
        assert codes == {"yes", "legal_duty", "care", "police_task", "vital"}
    with acting(professional(village.bakker)) as bakker:
        grounds = {each.code for each in queries.bases("ground", me=bakker, on=village.today)}
        assert grounds == {"yes", "legal_duty", "care", "vital"}


def test_what_is_not_law_yet_is_switched_off_and_nothing_passes_for_checked(village):
    actions.load_bases()
    assert not LegalBasis.objects.filter(code="wams").exists()
    assert not LegalBasis.objects.filter(checked=True).exists()


def test_someone_of_another_organisation_is_involved_on_the_keys(village):
    def involve(keys, by):
        return actions.involve(
            village.devries, party=circle.Party(position=village.joost), role="schuldhulp",
            purpose="schulden regelen", categories=["contact", "finance"], keys=keys, by=by,
        )  # fmt: skip

    with acting(professional(village.samira)) as samira:
        with pytest.raises(Refused, match="afspraak"):
            involve(actions.Keys(ground="public_task", secrecy="yes", how="spoken",
                                 heard_by=village.samira, told=True), samira)  # fmt: skip
        yes = actions.Keys(
            ground="yes", secrecy="yes", route="yes_once", how="spoken", heard_by=village.samira,
            told=True,
        )  # fmt: skip
        made = involve(yes, samira)
        assert Disclosure.objects.get(about=made).to_position_id == village.joost
    with acting(professional(village.joost)):
        assert Resident.objects.count() == 3
