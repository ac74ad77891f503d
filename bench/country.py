"""A synthetic country, the same at each run: who lives and works there, as rows for COPY.

`Country(scale)` at 1/1 has a million households, five million handovers and a hundred thousand
professionals; at 1/100 a hundredth of each. Teams, caseloads and inboxes are as large at each
scale, so that a page costs the same unless the database makes it slower. Skewed as life is: a few
large municipalities, 8 % of handovers open, one team in a thousand with 2,000 open items, one
household in ten thousand with 300 notes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import md5

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
LONG_AGO = "2020-01-01"
CATEGORIES = "{contact,situation,plan,finance,health,safety}"
POSITIONS_PER_TEAM = 16
BUSY_TEAM_OPEN = 2_000
THEMES = ["geld", "wonen", "opvoeden", "eenzaam", "gezondheid", "werk", "veilig", "taal"]
FIRST = ["Anna", "Bram", "Chaima", "Daan", "Emre", "Fatma", "Geert", "Hanna", "Ivo", "Jet"]
LAST = ["Jansen", "Yılmaz", "De Vries", "El Amrani", "Bakker", "Visser", "Öztürk", "Smit"]

Row = tuple[object, ...]


def key(kind: str, number: int) -> str:
    """The id of the nth thing of a kind: random to look at, the same each time."""
    digest = md5(f"{kind}/{number}".encode(), usedforsecurity=False).hexdigest()
    return f"{digest[:8]}-{digest[8:12]}-4{digest[13:16]}-a{digest[17:20]}-{digest[20:]}"


def spread(number: int, over: int) -> int:
    """Evenly, without a pattern: the nth thing falls in one of `over` places."""
    return (number * 2654435761 % 4294967296) * over // 4294967296


@dataclass(frozen=True)
class Country:
    """How many there are of each, at a scale (1.0 is a country like ours)."""

    scale: float

    @property
    def households(self) -> int:
        return int(1_000_000 * self.scale)

    @property
    def handovers(self) -> int:
        return int(5_000_000 * self.scale)

    @property
    def teams(self) -> int:
        return max(20, int(6_250 * self.scale))

    @property
    def core_teams(self) -> int:
        return self.teams // 3

    @property
    def regions(self) -> int:
        return max(4, int(340 * self.scale))

    def region_of(self, team: int) -> int:
        """A few regions are large: the square of an even draw."""
        drawn = spread(team, 10_000) / 10_000
        return int(drawn * drawn * self.regions)

    def coordinator_of(self, household: int) -> int:
        """A position of a core team; the households lie evenly over them."""
        return spread(household, self.core_teams * POSITIONS_PER_TEAM)

    def receiving_team(self, handover: int) -> int:
        """The busy team gets a share of its own, the rest lies evenly."""
        if handover % 12 == 0 and handover // 12 < BUSY_TEAM_OPEN:
            return 0
        return 1 + spread(handover, self.core_teams - 1)


def directory(country: Country) -> Iterator[tuple[str, tuple[str, ...], Iterator[Row]]]:
    """Who works there: (table, columns, rows)."""
    teams = country.teams
    people = teams * POSITIONS_PER_TEAM
    yield (
        "directory_region",
        ("id", "code", "name", "team_word", "brand"),
        (
            (key("region", n), f"regio-{n}", f"Regio {n}", "wijkteam", "#0f5b66")
            for n in range(country.regions)
        ),
    )
    yield (
        "directory_function",
        ("id", "code", "name", "ring", "secrecy", "feedback"),
        iter(
            [
                (key("function", 0), "wijkteam", "Wijkteammedewerker", "core", True, "outcome"),
                (key("function", 1), "huisarts", "Huisarts", "first", True, "outcome"),
            ]
        ),
    )
    yield (
        "directory_theme",
        ("id", "code", "name"),
        ((key("theme", n), code, code.capitalize()) for n, code in enumerate(THEMES)),
    )
    yield (
        "directory_neighbourhood",
        ("id", "region_id", "cbs_code", "name"),
        (
            (key("area", n), key("region", n % country.regions), f"BU{n:08}", f"Buurt {n}")
            for n in range(country.regions * 10)
        ),
    )
    yield (
        "directory_organisation",
        ("id", "region_id", "name", "email", "phone"),
        (
            (
                key("organisation", n),
                key("region", country.region_of(n)),
                f"Organisatie {n}",
                f"post@org{n}.example",
                "+31123456700",
            )
            for n in range(teams)
        ),
    )
    yield (
        "directory_team",
        ("id", "organisation_id", "name", "is_core", "phone"),
        (
            (key("team", n), key("organisation", n), f"Team {n}", n < country.core_teams, "+31123")
            for n in range(teams)
        ),
    )
    yield (
        "directory_hours",
        ("team_id", "weekday", "opens_at", "closes_at"),
        ((key("team", n), day, "09:00", "17:00") for n in range(teams) for day in range(5)),
    )
    yield (
        "accounts_professional",
        ("id", "password", "email", "given_name", "family_name", "is_active", "digest", "language"),
        (
            (
                key("professional", n),
                "!",
                f"p{n}@kring.example",
                FIRST[n % 10],
                LAST[spread(n, 8)],
                True,
                "07:30",
                "nl",
            )
            for n in range(people)
        ),
    )
    yield (
        "directory_position",
        (
            "id",
            "professional_id",
            "organisation_id",
            "team_id",
            "function_id",
            "phone",
            "on_intake",
            "is_lead",
            "from_on",
        ),
        (
            (
                key("position", n),
                key("professional", n),
                key("organisation", n // POSITIONS_PER_TEAM),
                key("team", n // POSITIONS_PER_TEAM),
                key("function", 0 if n // POSITIONS_PER_TEAM < country.core_teams else 1),
                "+31612345678",
                n % POSITIONS_PER_TEAM == 0,
                n % POSITIONS_PER_TEAM == 1,
                LONG_AGO,
            )
            for n in range(people)
        ),
    )
    yield (
        "agreements_term",
        ("id", "kind", "working_days", "source", "valid_from"),
        (
            (key(f"term {kind}", 0), kind, days, "Standaard", LONG_AGO)
            for kind, days in [
                ("acknowledge", 1),
                ("accept", 3),
                ("contact", 5),
                ("consult", 3),
                ("signal", 3),
                ("feedback", 10),
                ("outcome", 60),
                ("coordination", 5),
            ]
        ),
    )
    yield (
        "sharing_legalbasis",
        ("id", "code", "key", "name", "article", "needs_consent", "valid_from"),
        (
            (key(f"basis {part}", 0), code, part, "Toestemming", "AVG 6", True, LONG_AGO)
            for code, part in [("yes", "ground"), ("yes", "secrecy"), ("yes_once", "route")]
        ),
    )


def households(country: Country) -> Iterator[tuple[str, tuple[str, ...], Iterator[Row]]]:
    """Who lives there, with plan, coordinator, two goals and five actions per household."""
    count = country.households
    youngest, oldest = 4 * 365, 92 * 365  # in days
    yield (
        "residents_household",
        ("id", "code", "name", "neighbourhood_id"),
        (
            (
                key("household", n),
                f"{n:08X}",
                f"Gezin {LAST[spread(n, 8)]}",
                key("area", spread(n, country.regions * 10)),
            )
            for n in range(count)
        ),
    )
    yield (
        "residents_membership",
        ("id", "household_id", "resident_id", "role", "from_on"),
        (
            (
                key("membership", n * 2 + m),
                key("household", n),
                key("resident", n * 2 + m),
                "",
                LONG_AGO,
            )
            for n in range(count)
            for m in range(2)
        ),
    )
    yield (
        "residents_resident",
        ("id", "given_name", "family_name", "born_on"),
        (
            (
                key("resident", n),
                FIRST[n % 10],
                LAST[spread(n // 2, 8)],
                TODAY - timedelta(days=youngest + spread(n + 5, oldest - youngest)),
            )
            for n in range(count * 2)
        ),
    )
    yield (
        "residents_reachability",
        ("id", "resident_id", "phone", "safe_to_call", "safe_voicemail", "safe_letter"),
        (
            (key("reach", n), key("resident", n), "+31612345678", "yes", "no", "unknown")
            for n in range(count * 2)
        ),
    )
    yield (
        "circle_plan",
        (
            "id",
            "household_id",
            "coordinator_id",
            "team_id",
            "weight",
            "last_active_at",
            "opened_at",
            "opened_by_id",
        ),
        (
            (
                key("plan", n),
                key("household", n),
                key("position", country.coordinator_of(n)),
                key("team", country.coordinator_of(n) // POSITIONS_PER_TEAM),
                1 + n % 3,
                NOW - timedelta(days=spread(n, 60)),
                NOW - timedelta(days=100),
                key("position", country.coordinator_of(n)),
            )
            for n in range(count)
        ),
    )
    yield (
        "circle_coordinationperiod",
        ("id", "plan_id", "coordinator_id", "from_at"),
        (
            (
                key("period", n),
                key("plan", n),
                key("position", country.coordinator_of(n)),
                NOW - timedelta(days=100),
            )
            for n in range(count)
        ),
    )
    yield "circle_access", _ACCESS, _access(country)
    yield "circle_involvement", _INVOLVEMENT, _involvements(country)
    yield (
        "plans_goal",
        (
            "id",
            "household_id",
            "plan_id",
            "title",
            "category",
            "owner_id",
            "made_at",
            "target_on",
        ),
        (
            (
                key("goal", n * 2 + g),
                key("household", n),
                key("plan", n),
                "De post weer openen",
                "plan",
                key("position", country.coordinator_of(n)),
                NOW,
                TODAY + timedelta(days=30),
            )
            for n in range(count)
            for g in range(2)
        ),
    )
    yield (
        "plans_action",
        (
            "id",
            "household_id",
            "goal_id",
            "title",
            "category",
            "doer_id",
            "given_by_id",
            "given_at",
            "due_on",
            "accepted_at",
            "done_at",
        ),
        (
            (
                key("action", n * 5 + a),
                key("household", n),
                key("goal", n * 2 + a % 2),
                "Schuldhulp bellen over de regeling",
                "plan",
                key("position", country.coordinator_of(n)),
                key("position", country.coordinator_of(n)),
                NOW - timedelta(days=50),
                TODAY + timedelta(days=spread(n * 5 + a, 40) - 10),
                NOW - timedelta(days=50),
                NOW - timedelta(days=1) if a > 0 else None,
            )
            for n in range(count)
            for a in range(5)
        ),
    )
    yield (
        "plans_note",
        (
            "id",
            "household_id",
            "kind",
            "text",
            "category",
            "at",
            "written_by_id",
            "written_at",
        ),
        (
            (
                key(f"note {n}", i),
                key("household", n),
                "note",
                "Samen de post geopend. Er is een afspraak gemaakt.",
                "situation",
                NOW - timedelta(days=i),
                key("position", country.coordinator_of(n)),
                NOW - timedelta(days=i),
            )
            for n in range(count)
            for i in range(300 if n % 10_000 == 7 else 2)
        ),
    )


_ACCESS = ("id", "household_id", "holder", "categories", "from_at", "because", "source")


def _access(country: Country) -> Iterator[Row]:
    from_at = NOW - timedelta(days=100)
    for n in range(country.households):
        household = key("household", n)
        yield (
            key("access", n * 3),
            household,
            key("position", country.coordinator_of(n)),
            CATEGORIES,
            from_at,
            "coordination",
            key("plan", n),
        )
        for i in (1, 2):
            yield (
                key("access", n * 3 + i),
                household,
                key("position", _other(country, n, i)),
                "{contact,situation,plan}",
                from_at,
                "involvement",
                key("involvement", n * 3 + i),
            )


def _other(country: Country, household: int, which: int) -> int:
    """Someone outside the neighbourhood team who is involved."""
    first = country.core_teams * POSITIONS_PER_TEAM
    total = country.teams * POSITIONS_PER_TEAM
    return first + spread(household * 2 + which, total - first)


_INVOLVEMENT = (
    "id",
    "household_id",
    "position_id",
    "role",
    "purpose",
    "ground",
    "categories",
    "from_at",
    "last_active_at",
    "shares",
)


def _involvements(country: Country) -> Iterator[Row]:
    from_at = NOW - timedelta(days=100)
    for n in range(country.households):
        for i in range(3):
            who = country.coordinator_of(n) if i == 0 else _other(country, n, i)
            yield (
                key("involvement", n * 3 + i),
                key("household", n),
                key("position", who),
                "coördinator" if i == 0 else "huisarts",
                "één plan",
                "public_task",
                CATEGORIES,
                from_at,
                NOW,
                True,
            )
