"""What is in the plans: one household written out, the others with a goal and a few actions."""

from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from kring.circle import actions as circle
from kring.circle.models import Plan
from kring.core.actor import Me, acting, professional
from kring.handovers.models import Handover
from kring.plans import actions as plans
from kring.residents import actions as residents
from kring.residents.models import Household

from .people import key


def build() -> None:
    """Fill the plans of those who coordinate."""
    _de_vries()
    _others()
    _on_the_move()


def _household(coordinator: str, family: str) -> UUID:
    """The household that this coordinator opened for this family."""
    with acting(professional(key(coordinator))):
        return Handover.objects.get(
            receiver_id=key(coordinator), resident__family_name=family
        ).household_id  # type: ignore[return-value]  # not a consult, so it is about someone


def _de_vries() -> None:
    household = _household("samira", "Yılmaz")
    now = timezone.now()
    today = timezone.localdate()
    with acting(professional(key("samira")), at=now - timedelta(days=10)) as me:
        Household.objects.filter(pk=household).update(name="Gezin De Vries-Yılmaz")
        for given, born_on, role in [
            ("Bram", date(1980, 1, 30), "vader"),
            ("Emre", date(today.year - 13, 2, 12), "zoon"),
        ]:
            person = residents.Person(
                given_name=given, name_prefix="de", family_name="Vries", born_on=born_on
            )
            residents.join(household, person=person, role=role, by=me)
        plans.write_words(
            household,
            "Ik wil de post weer open durven maken. En ik wil dat Emre gewoon naar school gaat.",
            said_on=today - timedelta(days=10),
            resident=None,
            by=me,
        )
        money = plans.add_goal(
            household,
            plans.Aim(
                title="De schulden zijn in beeld en er is een regeling",
                target_on=today + timedelta(days=25),
            ),
            by=me,
        )
        school = plans.add_goal(
            household,
            plans.Aim(
                title="Emre (13) gaat vier weken achter elkaar naar school",
                target_on=today + timedelta(days=60),
            ),
            by=me,
        )
        _circle(household, by=me)
        _actions(household, money.id, school.id, by=me)
        plans.agree_if_worse(
            household,
            "Samira Haddad, 0123 – 45 67 00",
            do="Buiten kantoortijd: de crisisdienst.",
            by=me,
        )
        plans.plan_next_talk(household, on=today + timedelta(days=17), by=me)
        plans.write_note(
            household,
            plans.Story(
                text="Keukentafelgesprek. Fatma en haar moeder waren erbij. De post lag in een doos; we"
                " hebben samen twee brieven geopend.",
                at=me.at,
                kind="visit",
            ),
            by=me,
        )


def _circle(household: UUID, *, by: Me) -> None:
    for who, role, purpose in [
        ("mirjam", "wijkagent", "oog op straat"),
        ("bakker", "huisarts", "gezondheid van Fatma"),
        ("els", "school", "Emre naar school"),
        ("joost", "schuldhulp", "regeling voor de schulden"),
        ("kemal", "woningcorporatie", "huurachterstand"),
        ("anja", "wijkverpleging", "weekdoos met medicijnen"),
    ]:
        circle.involve(
            household, party=circle.Party(position=key(who)), role=role, purpose=purpose,
            ground="yes", categories=["contact", "plan"], shares=who not in ("mirjam", "els"), by=by,
        )  # fmt: skip


def _actions(household: UUID, money: UUID, school: UUID, *, by: Me) -> None:
    today = timezone.localdate()
    mine, joost, els = (plans.Doer(position=key(who)) for who in ("samira", "joost", "els"))
    for title, goal, doer, days in [
        ("Schuldhulp bellen over betalingsregeling", money, mine, 0),
        ("Alle brieven op één stapel leggen", money, mine, -4),
        ("Inkomsten en uitgaven op een rij", money, joost, 6),
        ("Gesprek met mentor en Emre", school, els, 3),
        ("Met Emre naar school lopen, de eerste week", school, mine, 1),
    ]:
        action = plans.give_action(
            household, plans.Task(title=title, due_on=today + timedelta(days=days), goal=goal),
            doer=doer, agreed_present=True, by=by,
        )  # fmt: skip
        if days < 0:
            plans.tick(action.id, by=by)


def _others() -> None:
    today = timezone.localdate()
    for coordinator, family, goal, action, days in [
        ("samira", "Sahin", "Weer slapen", "GGZ bellen over de wachttijd", 2),
        ("samira", "Pietersen", "Tijd voor mezelf", "Vragen of zij bij het overleg wil zijn", 4),
        ("samira", "Blijd", "Rust in de ochtend", "Meelopen naar school", 1),
        ("pieter", "Boer", "Veilig thuis wonen", "Ergotherapeut vragen langs te gaan", 3),
        ("yasmin", "Cijntje", "Ritme voor de kinderen", "Opvoedcursus bespreken", 5),
        ("lotte", "Wiśniewski", "Brieven begrijpen", "Taalmaatje zoeken", -1),
        ("joris", "Bos", "Medicijnen op tijd", "Apotheek bellen over een weekdoos", 0),
        ("tessa", "Bouzid", "Rust aan de telefoon", "Beslagvrije voet nakijken", 2),
        ("omar", "Tran", "Zelf brieven lezen", "Taalhuis bellen", 1),
    ]:  # fmt: skip
        household = _household(coordinator, family)
        with acting(professional(key(coordinator)), at=timezone.now() - timedelta(days=6)) as me:
            aim = plans.add_goal(
                household, plans.Aim(title=goal, target_on=today + timedelta(days=40)), by=me
            )
            plans.give_action(
                household,
                plans.Task(title=action, due_on=today + timedelta(days=days), goal=aim.id),
                doer=plans.Doer(position=key(coordinator)),
                by=me,
            )


def _on_the_move() -> None:
    """Someone is asked to take over coordination, and someone is away."""
    with acting(professional(key("pieter")), at=timezone.now() - timedelta(days=1)) as me:
        circle.propose(_plan_of("pieter"), to=key("samira"), by=me)
    today = timezone.localdate()
    with acting(professional(key("yasmin")), at=timezone.now() - timedelta(days=2)) as me:
        circle.stand_in(
            key("yasmin"),
            by_whom=key("lotte"),
            from_on=today,
            until_on=today + timedelta(days=9),
            by=me,
        )


def _plan_of(coordinator: str) -> UUID:
    plan = Plan.objects.filter(coordinator_id=key(coordinator), closed_at__isnull=True).first()
    assert plan is not None  # the stories gave everyone a household
    return plan.household_id
