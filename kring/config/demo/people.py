"""Who works in Waterrijk. Names, numbers and addresses are made up."""

from hashlib import md5
from typing import Any
from uuid import UUID

# name of the row → what /demo/ says about being that person
WHO_TO_BE = {
    "samira": ("Samira Haddad", "wijkteam Tuindorp, coördinator met een volle dag"),
    "joris": ("Joris Bos", "wijkteam Tuindorp, heeft de aanmeldingen vandaag"),
    "ineke": ("Ineke de Groot", "teamleider van wijkteam Tuindorp"),
    "bakker": ("Peter Bakker", "huisarts, volgt zijn overdrachten"),
    "mirjam": ("Mirjam Kuipers", "wijkagent, hoort alleen dat er contact is"),
    "anja": ("Anja Mulder", "wijkverpleegkundige"),
    "joost": ("Joost Kok", "schuldhulpverlener in de tweede ring"),
    "fleur": ("Fleur Admiraal", "beheert de gegevens van de gemeente"),
}


def key(name: str) -> UUID:
    """The id of someone or something in the demo: the same after each fresh start."""
    return UUID(bytes=md5(f"waterrijk {name}".encode(), usedforsecurity=False).digest(), version=4)


# row → (name, kind)
ORGANISATIONS = {
    "gemeente": ("Gemeente Waterrijk", "gemeente"),
    "linde": ("Huisartsenpraktijk De Linde", "huisartsenpraktijk"),
    "haven": ("Huisartsen Oude Haven", "huisartsenpraktijk"),
    "molen": ("Gezondheidscentrum Molenhoek", "huisartsenpraktijk"),
    "buurtzorg": ("Wijkverpleging Noord", "wijkverpleging"),
    "zorgthuis": ("Zorg Thuis Waterrijk", "wijkverpleging"),
    "politie": ("Politie Waterrijk", "politie"),
    "thuis": ("Woningcorporatie Thuis", "woningcorporatie"),
    "woonst": ("Stichting Woonst", "woningcorporatie"),
    "brug": ("Basisschool De Brug", "school"),
    "zonnewijzer": ("Basisschool De Zonnewijzer", "school"),
    "waterlicht": ("Waterlicht College", "school"),
    "kredietbank": ("Kredietbank Waterrijk", "schuldhulp"),
    "ggz": ("GGZ Rivierenland", "ggz"),
    "veiligthuis": ("Veilig Thuis Rivierenland", "Veilig Thuis"),
    "jeugd": ("Jeugdhulp De Stroom", "jeugdhulp"),
    "mee": ("Onafhankelijke Cliëntondersteuning", "cliëntondersteuning"),
    "welzijn": ("Welzijn Waterrijk", "welzijn"),
    "maatje": ("Maatje Zoekt Maatje", "vrijwilligers"),
    "voedselbank": ("Voedselbank Waterrijk", "vrijwilligers"),
    "humanitas": ("Thuisadministratie Waterrijk", "vrijwilligers"),
    "ouderen": ("Ouderenbond Waterrijk", "vrijwilligers"),
}

# row → (organisation, name, is the neighbourhood team, neighbourhoods)
TEAMS = {
    "tuindorp": (
        "gemeente",
        "Wijkteam Tuindorp",
        True,
        ["tuindorp_buurt", "bloemenbuurt", "vogelwijk"],
    ),
    "spoorkwartier": (
        "gemeente",
        "Wijkteam Spoorkwartier",
        True,
        ["spoorkwartier_buurt", "werven"],
    ),
    "havenzuid": (
        "gemeente",
        "Wijkteam Haven-Zuid",
        True,
        ["oudehaven", "zuiderpolder", "molenhoek"],
    ),
    "noord": ("buurtzorg", "Team Noord", False, []),
    "aanmeld_schuld": ("kredietbank", "Aanmeldteam schuldhulp", False, []),
    "aanmeld_ggz": ("ggz", "Aanmeldpunt volwassenen", False, []),
    "aanmeld_jeugd": ("jeugd", "Aanmeldpunt jeugd", False, []),
    "aanmeld_vt": ("veiligthuis", "Advies en melding", False, []),
}

# row → (given, prefix, family, organisation, team, function, more about the position)
PEOPLE: dict[str, tuple[str, str, str, str, str | None, str, dict[str, Any]]] = {
    "samira": (
        "Samira",
        "",
        "Haddad",
        "gemeente",
        "tuindorp",
        "wijkteam",
        {"on_intake": True, "weekly_hours": 32},
    ),
    "joris": (
        "Joris",
        "",
        "Bos",
        "gemeente",
        "tuindorp",
        "wijkteam",
        {"on_intake": True, "weekly_hours": 36},
    ),
    "ineke": (
        "Ineke",
        "de",
        "Groot",
        "gemeente",
        "tuindorp",
        "teamleider",
        {"is_lead": True, "weekly_hours": 32},
    ),
    "pieter": ("Pieter", "van", "Dam", "gemeente", "tuindorp", "wijkteam", {"weekly_hours": 28}),
    "yasmin": ("Yasmin", "", "Çelik", "gemeente", "tuindorp", "wijkteam", {"weekly_hours": 24}),
    "lotte": ("Lotte", "", "Hendriks", "gemeente", "tuindorp", "wijkteam", {"weekly_hours": 32}),
    "fleur": (
        "Fleur",
        "",
        "Admiraal",
        "gemeente",
        None,
        "beheer",
        {"is_admin": True, "is_privacy_officer": False},
    ),
    "hamid": ("Hamid", "", "Azizi", "gemeente", None, "beheer", {"is_privacy_officer": True}),
    "tessa": ("Tessa", "", "Noord", "gemeente", "spoorkwartier", "wijkteam", {"on_intake": True}),
    "ruben": ("Ruben", "", "Mertens", "gemeente", "spoorkwartier", "wijkteam", {}),
    "gea": ("Gea", "", "Postma", "gemeente", "spoorkwartier", "teamleider", {"is_lead": True}),
    "omar": ("Omar", "", "Belkacem", "gemeente", "havenzuid", "wijkteam", {"on_intake": True}),
    "saskia": ("Saskia", "ter", "Horst", "gemeente", "havenzuid", "teamleider", {"is_lead": True}),
    "bakker": ("Peter", "", "Bakker", "linde", None, "huisarts", {}),
    "noor": ("Noor", "", "Willems", "linde", None, "assistent", {"acts_for": "bakker"}),
    "sevinc": ("Sevinç", "", "Aydın", "linde", None, "poh", {"acts_for": "bakker"}),
    "vermeer": ("Hanna", "", "Vermeer", "haven", None, "huisarts", {}),
    "kwame": ("Kwame", "", "Mensah", "molen", None, "huisarts", {}),
    "anja": ("Anja", "", "Mulder", "buurtzorg", "noord", "wijkverpleging", {"on_intake": True}),
    "dirk": ("Dirk", "", "Jonker", "buurtzorg", "noord", "wijkverpleging", {}),
    "ellen": ("Ellen", "", "Prins", "zorgthuis", None, "wijkverpleging", {}),
    "mirjam": ("Mirjam", "", "Kuipers", "politie", None, "wijkagent", {}),
    "sven": ("Sven", "", "Dekker", "politie", None, "wijkagent", {}),
    "kemal": ("Kemal", "", "Öztürk", "thuis", None, "woonconsulent", {}),
    "wilma": ("Wilma", "", "Schaap", "woonst", None, "woonconsulent", {}),
    "els": ("Els", "", "Visser", "brug", None, "leerkracht", {}),
    "bas": ("Bas", "", "Verhoeven", "zonnewijzer", None, "leerkracht", {}),
    "nadia": ("Nadia", "el", "Idrissi", "waterlicht", None, "leerkracht", {}),
    "joost": (
        "Joost",
        "",
        "Kok",
        "kredietbank",
        "aanmeld_schuld",
        "schuldhulp",
        {"on_intake": True},
    ),
    "carla": ("Carla", "", "Wijnen", "kredietbank", "aanmeld_schuld", "schuldhulp", {}),
    "martijn": ("Martijn", "", "Vos", "ggz", "aanmeld_ggz", "ggz", {"on_intake": True}),
    "amina": ("Amina", "", "Farah", "jeugd", "aanmeld_jeugd", "jeugd", {"on_intake": True}),
    "thea": ("Thea", "", "Blom", "veiligthuis", "aanmeld_vt", "veiligthuis", {"on_intake": True}),
    "jan": ("Jan", "", "Kramer", "mee", None, "clientondersteuner", {}),
    "riet": ("Riet", "", "Smeets", "maatje", None, "vrijwilliger", {}),
    "ali": ("Ali", "", "Demir", "voedselbank", None, "vrijwilliger", {}),
    "truus": ("Truus", "van", "Leeuwen", "humanitas", None, "vrijwilliger", {}),
    "koen": ("Koen", "", "Maas", "ouderen", None, "vrijwilliger", {}),
    "fenna": ("Fenna", "", "Dijkstra", "welzijn", None, "vrijwilliger", {}),
}
