"""The village: the same few people in every test, so that a test reads as a story.

Two regions, two organisations of each kind that matters, two households. Built once by the owner
in the template database; ids are derived from names, so that no test needs a query to find someone.
The clock stands still on a Monday morning.
"""

from datetime import UTC, date, datetime, time
from hashlib import md5
from typing import Any
from uuid import UUID

from django.db import connections, models, transaction

from kring.accounts.models import Professional
from kring.agreements.models import Term
from kring.circle.models import Category, Involvement, Plan
from kring.directory.models import (
    EmergencyNumber,
    Function,
    Hours,
    Neighbourhood,
    Organisation,
    Position,
    Region,
    Ring,
    Team,
    Theme,
    ThemeWord,
)
from kring.residents.models import Address, Household, Membership, Reachability, Resident
from kring.sharing.models import LegalBasis

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # Monday, 10:00 in Amsterdam
TODAY = date(2026, 3, 2)
LONG_AGO = date(2025, 1, 1)
PASSWORD = "een lang wachtwoord voor de dorpstest"


def key(name: str) -> UUID:
    """The id of someone or something in the village: random to look at, the same each time."""
    return UUID(bytes=md5(name.encode()).digest(), version=4)


class Village:
    """`village.samira` is the id of Samira's position; `village.tuindorp` of her team."""

    now = NOW
    today = TODAY
    password = PASSWORD

    def __getattr__(self, name: str) -> UUID:
        if name not in PLACES and name not in PEOPLE:
            raise AttributeError(name)
        return key(name)

    @staticmethod
    def professional(name: str) -> UUID:
        """The id of the professional, where `village.name` is that of the position."""
        return key(f"professional {name}")

    @staticmethod
    def email(name: str) -> str:
        return f"{name}@{PEOPLE[name][3].replace('_', '-')}.example"


# name → given, prefix, family, organisation, team, function, more about the position
PEOPLE: dict[str, tuple[str, str, str, str, str | None, str, dict[str, Any]]] = {
    "samira": (
        "Samira",
        "",
        "Haddad",
        "waterrijk_gemeente",
        "tuindorp",
        "wijkteam",
        {"weekly_hours": 32},
    ),
    "joris": (
        "Joris",
        "",
        "Bos",
        "waterrijk_gemeente",
        "tuindorp",
        "wijkteam",
        {"on_intake": True},
    ),
    "ineke": (
        "Ineke",
        "de",
        "Groot",
        "waterrijk_gemeente",
        "tuindorp",
        "wijkteam",
        {"is_lead": True},
    ),
    "pieter": ("Pieter", "van", "Dam", "waterrijk_gemeente", "tuindorp", "wijkteam", {}),
    "fleur": ("Fleur", "", "Admiraal", "waterrijk_gemeente", None, "beheer", {"is_admin": True}),
    "tessa": (
        "Tessa",
        "",
        "Noord",
        "waterrijk_gemeente",
        "vogelwijk",
        "wijkteam",
        {"on_intake": True},
    ),
    "bakker": ("Peter", "", "Bakker", "linde", None, "huisarts", {}),
    "noor": ("Noor", "", "Willems", "linde", None, "assistent", {"acts_for": "bakker"}),
    "vermeer": ("Hanna", "", "Vermeer", "olm", None, "huisarts", {}),
    "mirjam": ("Mirjam", "de", "Groot", "politie", None, "wijkagent", {}),
    "kemal": ("Kemal", "", "Öztürk", "thuis", None, "woonconsulent", {}),
    "anja": (
        "Anja",
        "",
        "Mulder",
        "buurtzorg",
        "buurtzorg_noord",
        "wijkverpleging",
        {"on_intake": True},
    ),
    "joost": (
        "Joost",
        "",
        "Kok",
        "schuldhulp",
        "schuldhulp_team",
        "schuldhulp",
        {"on_intake": True},
    ),
    "els": ("Els", "", "Visser", "school", None, "leerkracht", {}),
    "vreemd": (
        "Vera",
        "",
        "Vreemd",
        "elders_gemeente",
        "elders_team",
        "wijkteam",
        {"on_intake": True},
    ),
}

PLACES = {
    "waterrijk", "elders", "waterrijk_gemeente", "elders_gemeente", "tuindorp", "vogelwijk", "elders_team",
    "linde", "olm", "politie", "thuis", "buurtzorg", "buurtzorg_noord", "schuldhulp", "schuldhulp_team",
    "school", "bloemenbuurt", "spoorkwartier", "geld", "eenzaam", "opvoeden", "wonen", "gezondheid",
    "devries", "janssen", "fatma", "bram", "emre", "henk", "plan_devries", "plan_janssen",
}  # fmt: skip

FUNCTIONS = [
    ("wijkteam", "Wijkteammedewerker", Ring.CORE, True, "outcome"),
    ("beheer", "Beheerder", Ring.CORE, False, "only_that"),
    ("huisarts", "Huisarts", Ring.FIRST, True, "outcome"),
    ("assistent", "Doktersassistent", Ring.FIRST, True, "outcome"),
    ("wijkagent", "Wijkagent", Ring.FIRST, False, "only_that"),
    ("woonconsulent", "Woonconsulent", Ring.FIRST, False, "only_that"),
    ("wijkverpleging", "Wijkverpleegkundige", Ring.FIRST, True, "outcome"),
    ("leerkracht", "Leerkracht", Ring.FIRST, False, "only_that"),
    ("schuldhulp", "Schuldhulpverlener", Ring.SECOND, False, "only_that"),
]

# organisation → region, name, mailbox
ORGANISATIONS = {
    "waterrijk_gemeente": ("waterrijk", "Gemeente Waterrijk"),
    "elders_gemeente": ("elders", "Gemeente Elders"),
    "linde": ("waterrijk", "Huisartsenpraktijk De Linde"),
    "olm": ("waterrijk", "Huisartsenpraktijk De Olm"),
    "politie": ("waterrijk", "Politie Waterrijk"),
    "thuis": ("waterrijk", "Woningcorporatie Thuis"),
    "buurtzorg": ("waterrijk", "Buurtzorg Noord"),
    "schuldhulp": ("waterrijk", "Kredietbank Waterrijk"),
    "school": ("waterrijk", "Basisschool De Brug"),
}
TEAMS = {
    "tuindorp": ("waterrijk_gemeente", "Wijkteam Tuindorp", True),
    "vogelwijk": ("waterrijk_gemeente", "Wijkteam Vogelwijk", True),
    "elders_team": ("elders_gemeente", "Wijkteam Elders", True),
    "buurtzorg_noord": ("buurtzorg", "Team Noord", False),
    "schuldhulp_team": ("schuldhulp", "Aanmeldteam schuldhulp", False),
}
THEMES = {
    "geld": ("Geld en schulden", "schulddienstverlening"),
    "eenzaam": ("Eenzaamheid", "sociaal isolement"),
    "opvoeden": ("Opvoeden", "opvoedondersteuning"),
    "wonen": ("Wonen", "huisvesting"),
    "gezondheid": ("Gezondheid", "somatiek"),
}
TERMS = [
    (Term.Kind.ACKNOWLEDGE, 1), (Term.Kind.ACCEPT, 3), (Term.Kind.CONTACT, 5), (Term.Kind.CONSULT, 3),
    (Term.Kind.SIGNAL, 3), (Term.Kind.FEEDBACK, 10), (Term.Kind.OUTCOME, 60), (Term.Kind.COORDINATION, 5),
]  # fmt: skip
LEGAL = [
    ("yes", "ground", "Toestemming van de inwoner", "AVG 6 lid 1a", True, []),
    ("public_task", "ground", "Taak van de gemeente", "AVG 6 lid 1e", False, ["core"]),
    ("care", "ground", "Goede zorg verlenen", "AVG 6 lid 1b", False, ["first", "second"]),
    ("police_task", "ground", "Hulp verlenen (politietaak)", "Wpg 20", False, ["first"]),
    ("yes", "secrecy", "De inwoner vindt het goed", "Wgbo 7:457", True, []),
    (
        "yes_once",
        "route",
        "De inwoner zei ja, deze ene keer, aan deze partij",
        "AVG 6 lid 1a",
        True,
        [],
    ),
    ("right_to_report", "route", "Wettelijk recht om te melden", "Wmo 5.2.6", False, []),
]


def make(model: type[models.Model], name: str, /, **given: Any) -> Any:
    """A row of the village by its name, written by the owner."""
    return model._default_manager.using("owner").create(id=key(name), **given)


def build() -> None:
    """Make the village; the owner does this once, in the template database."""
    with transaction.atomic(using="owner"):
        with connections["owner"].cursor() as cursor:
            cursor.execute("select set_config('kring.at', %s, true)", [NOW.isoformat()])
        _clear()
        _directory()
        _people()
        _terms()
        _household(
            "devries", "Gezin De Vries-Yılmaz", ["fatma", "bram", "emre"], coordinator="samira"
        )
        _household("janssen", "Meneer Janssen", ["henk"], coordinator="tessa")


def _clear() -> None:
    """What every installation has makes place for the smaller tables of the village."""
    for model in (ThemeWord, Theme, Function, LegalBasis):
        model._default_manager.using("owner").all().delete()


def _directory() -> None:
    for name, title in [("waterrijk", "Waterrijk"), ("elders", "Elders")]:
        make(Region, name, code=name, name=title)
    for index, name in enumerate(["bloemenbuurt", "spoorkwartier"]):
        make(
            Neighbourhood,
            name,
            region_id=key("waterrijk"),
            cbs_code=f"BU0999000{index}",
            name=name.capitalize(),
        )
    for order, (name, (title, word)) in enumerate(THEMES.items()):
        make(Theme, name, code=name, name=title, order=order)
        ThemeWord.objects.using("owner").create(theme_id=key(name), sector="care", word=word)
    for code, name, ring, secrecy, feedback in FUNCTIONS:
        make(
            Function,
            f"function {code}",
            code=code,
            name=name,
            ring=ring,
            secrecy=secrecy,
            feedback=feedback,
        )
    for name, (region, title) in ORGANISATIONS.items():
        make(
            Organisation, name, region_id=key(region), name=title, email=f"praktijk@{name.replace('_', '-')}.example",
            phone="+31123456700",
        )  # fmt: skip
    for name, (organisation, title, core) in TEAMS.items():
        team = make(
            Team,
            name,
            organisation_id=key(organisation),
            name=title,
            is_core=core,
            phone="+31123456701",
        )
        team.area.add(key("bloemenbuurt"))
        for weekday in range(5):
            Hours.objects.using("owner").create(
                team=team, weekday=weekday, opens_at=time(9), closes_at=time(17)
            )
    EmergencyNumber.objects.using("owner").create(
        region_id=key("waterrijk"), purpose="Crisisdienst wijkteam", phone="+31880123456"
    )


def _people() -> None:
    for name, (given, prefix, family, organisation, team, function, more) in PEOPLE.items():
        more = dict(more)
        person = Professional(
            id=key(f"professional {name}"), email=Village.email(name), given_name=given,
            name_prefix=prefix, family_name=family,
        )  # fmt: skip
        person.set_unusable_password()
        person.save(using="owner", force_insert=True)
        if responsible := more.pop("acts_for", None):
            more["acts_for_id"] = key(responsible)
        make(
            Position, name, professional=person, organisation_id=key(organisation),
            team_id=key(team) if team else None, function_id=key(f"function {function}"),
            phone="+31123456702", email=Village.email(name), from_on=LONG_AGO, **more,
        )  # fmt: skip
    Team.objects.using("owner").filter(id=key("tuindorp")).update(escalation_id=key("ineke"))
    Organisation.objects.using("owner").filter(id=key("linde")).update(escalation_id=key("bakker"))


def _terms() -> None:
    for kind, days in TERMS:
        Term.objects.using("owner").create(
            kind=kind, working_days=days, source="Standaard van de regio", valid_from=LONG_AGO,
            region_id=key("waterrijk"),
        )  # fmt: skip
    for code, part, name, article, needs_consent, rings in LEGAL:
        LegalBasis.objects.using("owner").create(
            code=code, key=part, name=name, article=article, needs_consent=needs_consent,
            rings=rings, valid_from=LONG_AGO,
        )  # fmt: skip


RESIDENTS = {
    "fatma": ("Fatma", "", "Yılmaz", "mevrouw", date(1984, 5, 4)),
    "bram": ("Bram", "de", "Vries", "meneer", date(1980, 1, 30)),
    "emre": ("Emre", "de", "Vries", "", date(2012, 9, 12)),
    "henk": ("Henk", "", "Janssen", "meneer", date(1971, 11, 2)),
}


def _household(name: str, title: str, members: list[str], *, coordinator: str) -> None:
    household = make(
        Household, name, code=name[:8].upper(), name=title, neighbourhood_id=key("bloemenbuurt")
    )
    for member in members:
        given, prefix, family, salutation, born_on = RESIDENTS[member]
        resident = make(
            Resident, member, given_name=given, name_prefix=prefix, family_name=family,
            salutation=salutation, born_on=born_on,
        )  # fmt: skip
        Membership.objects.using("owner").create(
            household=household, resident=resident, from_on=LONG_AGO
        )
        Reachability.objects.using("owner").create(
            resident=resident, phone="+31612345678", safe_to_call="yes"
        )
        Address.objects.using("owner").create(
            resident=resident, street="Meidoornstraat 14", postcode="1234AB", town="Waterrijk"
        )
    team = PEOPLE[coordinator][4]
    plan = make(
        Plan, f"plan_{name}", household=household, coordinator_id=key(coordinator), team_id=key(str(team)),
        opened_at=NOW, opened_by_id=key(coordinator), last_active_at=NOW,
    )  # fmt: skip
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select kring._give(%s, %s, %s, 'coordination', %s)",
            [household.id, key(coordinator), [str(c) for c in Category], plan.id],
        )
    Involvement.objects.using("owner").create(
        household=household, position_id=key(coordinator), role="coördinator", purpose="één plan",
        ground="public_task", categories=[str(c) for c in Category], from_at=NOW, last_active_at=NOW,
    )  # fmt: skip
