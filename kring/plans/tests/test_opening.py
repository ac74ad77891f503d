from uuid import uuid4

from kring.core.actor import acting, professional
from kring.plans import actions
from kring.plans.models import Action
from kring.residents import actions as residents


def test_the_coordinator_begins_with_a_first_action_of_their_own(village):
    with acting(professional(village.joris)) as joris:
        amal = residents.register(residents.Person(family_name="Amrani"), by=joris, source=uuid4())

        actions.open_household(
            amal.household, by=joris, first_action="Bel mevrouw", due_on=village.today
        )

        action = Action.objects.get(household=amal.household)
        assert (action.doer_id, action.title) == (village.joris, "Bel mevrouw")
        assert action.accepted_at == village.now
