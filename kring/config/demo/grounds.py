"""Terms and legal grounds of the demo; a municipality fills in its own, checked by a lawyer."""

TERMS = {
    "acknowledge": 1, "accept": 3, "contact": 5, "consult": 3, "signal": 3, "feedback": 10,
    "coordination": 5,
}  # fmt: skip

# code, which of the three keys, name, article, needs consent, for which rings (empty: all)
LEGAL_BASES: list[tuple[str, str, str, str, bool, list[str]]] = [
    ("yes", "ground", "De inwoner zegt ja", "AVG artikel 6 lid 1 onder a", True, []),
    (
        "public_task",
        "ground",
        "Taak van de gemeente",
        "AVG artikel 6 lid 1 onder e",
        False,
        ["core"],
    ),
    (
        "care",
        "ground",
        "Goede zorg verlenen",
        "AVG artikel 6 lid 1 onder b",
        False,
        ["first", "second"],
    ),
    ("vital", "ground", "Levensgevaar", "AVG artikel 6 lid 1 onder d", False, []),
    ("yes", "secrecy", "De inwoner vindt het goed dat ik dit deel", "Wgbo, BW 7:457", True, []),
    ("duty", "secrecy", "Een wet verplicht mij", "BW 7:457 lid 1", False, []),
    ("conflict", "secrecy", "Conflict van plichten", "beroepscode", False, []),
    (
        "yes_once",
        "route",
        "De inwoner zei ja, deze ene keer, voor deze partij",
        "AVG artikel 6 lid 1 onder a",
        True,
        [],
    ),
    (
        "right_to_report",
        "route",
        "Wettelijk recht om te melden",
        "Wmo 2015 artikel 5.2.6",
        False,
        [],
    ),
    ("vital", "route", "Levensgevaar", "AVG artikel 6 lid 1 onder d", False, []),
]
