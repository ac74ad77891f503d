"""Known or unknown: the sender cannot tell, the receiver is told."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from kring.core.actor import acting, professional
from kring.handovers import actions, queries
from kring.handovers.models import Handover
from kring.handovers.models.choices import Kind
from kring.residents.models import Household, Membership

from .stories import sent, typed

FATMA = {"given_name": "F.", "family_name": "Yılmaz", "born_on": "1984-05-04"}
NOBODY = {"given_name": "Z.", "family_name": "Zandstra", "born_on": "1984-05-04"}


def received(village, who):
    with acting(professional(village.bakker)) as bakker:
        handed = sent(bakker, team=village.tuindorp, who=who)
        assert queries.coordinated_by(handed.pk) == []
    with acting(professional(village.joris)) as joris:
        assert queries.coordinated_by(handed.pk) == []
        actions.receive(handed.pk, by=joris)
    return handed


def test_who_takes_it_up_hears_who_already_coordinates_and_nothing_more(village):
    handed = received(village, FATMA)

    with acting(professional(village.joris)):
        (known,) = queries.coordinated_by(handed.pk)
        assert (known.name, known.team) == ("Samira Haddad", "Wijkteam Tuindorp")
        assert not Household.objects.filter(pk=village.devries).exists()
    for other in (village.bakker, village.ineke, village.vreemd):
        with acting(professional(other)):
            assert queries.coordinated_by(handed.pk) == []


def test_someone_unknown_gives_no_hint(village):
    handed = received(village, NOBODY)

    with acting(professional(village.joris)):
        assert queries.coordinated_by(handed.pk) == []


def test_another_region_is_not_told(village):
    with acting(professional(village.bakker)) as bakker:
        handed = sent(bakker, team=village.elders_team, who=FATMA)
    with acting(professional(village.vreemd)) as vera:
        actions.receive(handed.pk, by=vera)
        assert queries.coordinated_by(handed.pk) == []


def test_sending_does_the_same_for_known_and_unknown_people(village):
    done = []
    for who in (FATMA, NOBODY):
        with acting(professional(village.bakker)) as bakker:
            draft = actions.start(Kind.REFER, by=bakker, data=typed(team=village.tuindorp, who=who))
            with CaptureQueriesContext(connection) as statements:
                handed = actions.send(draft.pk, by=bakker)
            seen = Handover.objects.filter(pk=handed.pk).values("state", "turn", "due_at").get()
        done.append((len(statements), seen))

    assert done[0] == done[1]


def test_a_shielded_member_leaves_no_trace(committing):
    shielded = Membership.objects.using("owner").filter(resident=committing.fatma)
    assert shielded.update(shielded=True) == 1

    handed = received(committing, FATMA)

    with acting(professional(committing.joris)):
        assert queries.coordinated_by(handed.pk) == []
