"""Every reason why something about the circle is refused."""

from enum import StrEnum


class WhyNot(StrEnum):
    """Why a step is refused; the value is the sentence the user reads."""

    NOT_CORE = "Alleen iemand van het wijkteam kan coördinator worden."
    NO_TEAM = "Uw functie hoort niet bij een team. Vraag uw beheerder dat te regelen."
    HAS_COORDINATOR = "Dit huishouden heeft al een coördinator. Overleg met die collega."
    NOT_YOURS = "U kunt dit niet doen voor dit huishouden."
    NO_CATEGORY = "Kies welke gegevens deze betrokkene nodig heeft."
    NO_PURPOSE = "Schrijf op waarvoor deze betrokkene nodig is."
    ENDS_BEFORE = "De einddatum ligt in het verleden."

    NO_PLAN = "Dit huishouden heeft nu geen coördinator. Er valt niets over te dragen."
    SAME = "Deze collega is al de coördinator."
    UNDER_WAY = "Er loopt al een voorstel om de coördinatie over te dragen. Wacht dat eerst af."
    OVER = "Dit voorstel is al afgerond. Bekijk het huishouden opnieuw."
    NOT_NEW = "Alleen de nieuwe coördinator kan dit aannemen of weigeren."
    NOT_OLD = "Alleen de huidige coördinator of de teamleider kan dit."
    NOT_ACCEPTED = "De nieuwe coördinator moet het eerst aannemen."
    ACCEPTED = "Dit is al aangenomen."
    NOT_TOLD_RESIDENT = "Vertel het eerst aan de inwoner en noteer wat die ervan vindt."
    RESIDENT_TOLD = "De reactie van de inwoner staat al genoteerd."
    TWO_ATTEMPTS = "Noteer eerst twee pogingen om de inwoner te bereiken, elk met dag en reden."
    LATER_ATTEMPT = "De tweede poging is op een latere dag dan de eerste."
    FUTURE = "Dit moment ligt in de toekomst."
    NO_PERSON = "De inwoner wil dit niet. Kies wie dit met de inwoner verder bespreekt."
    NOT_TOLD_ALL = "Vertel het eerst aan iedereen die betrokken is."
    TOLD_ALL = "Alle betrokkenen weten het al."
    OBJECTION_OPEN = "Er is een bezwaar waarop nog geen antwoord is."
    STILL_OPEN = "Betrokkenen kunnen nog bezwaar maken. Het gaat vanzelf in."
    NO_REASON = "Schrijf kort waarom."
    ENDED_POSITION = "Deze collega werkt hier niet meer. Kies iemand anders."

    SELF = "U kunt uzelf niet waarnemen. Kies een collega."
    STAND_IN_DAYS = "De einddatum ligt voor de begindatum."
    NOT_LEAD = "Alleen de collega zelf of de teamleider kan een waarneming regelen."
    OTHER_ORGANISATION = "Een waarnemer werkt bij dezelfde organisatie."
