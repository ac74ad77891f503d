from datetime import timedelta

from kring.directory.models import Team
from kring.portal.queries import help_me


def test_a_team_that_stopped_gets_nothing(village):
    Team.objects.filter(pk=village.tuindorp).update(ended_on=village.today - timedelta(days=1))

    found = help_me.team(str(village.bloemenbuurt), on=village.today)

    assert found.id == village.vogelwijk
