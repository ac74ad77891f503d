"""The sentences in which a step is refused."""

from enum import StrEnum


class WhyNot(StrEnum):
    """Why a step is refused; the value is the sentence the user reads."""

    NO_MOVE = "Dit kan nu niet meer: er is intussen iets veranderd. Bekijk de overdracht opnieuw."
    NOT_SENDER = "Alleen de verzender kan dit doen."
    NOT_RECEIVER = "Alleen de ontvanger kan dit doen."
    NOT_A_PARTY = "Alleen de verzender en de ontvanger kunnen dit doen."
    BOTH = "Er is al contact. Vraag de ander of die het ermee eens is."
    NOT_ASKED = "De ander heeft niet gevraagd om in te trekken."
    NOT_BY_RECEIVER = "De inwoner antwoordt zelf, of via wie de overdracht verstuurde."
    NO_CONTACT_YET = "Er is nog geen contact vastgelegd. Vraag het de inwoner daarna."
    NOT_KNOWN = (
        "Dit kan niet meer: het andere huishouden is intussen gewijzigd. Bel de coördinator."
    )
    NOT_PARTED = "Dit zijn al twee huishoudens, of het is niet aan u om dat te zeggen."
    NO_FIRST_STEP = "Schrijf op wat de eerste stap is en op welke dag."
    PAST_FIRST_STEP = "Kies voor de eerste stap vandaag of een latere dag."
    NO_BRIDGE = (
        "De eerste stap komt na de afgesproken dag voor contact. Schrijf op wie tot die tijd"
        " contact houdt, hoe vaak, en wat er gebeurt als het slechter gaat."
    )
    NO_REASON = "Schrijf in één zin op waarom."
    CONTRADICTED = (
        "De inwoner is het niet eens met het contact. Leg eerst opnieuw contact, of geef aan dat"
        " het niet lukt."
    )
    NO_OUTCOME = "Kies wat eruit kwam."
    QUESTION_OPEN = "Er staat al een vraag open. Wacht op het antwoord."
    NO_QUESTION = "Er staat geen vraag open."
    NO_WORDS = "Schrijf eerst wat u wilt zeggen."
    PAUSE_PAST = "Kies een dag na vandaag: tot wanneer wacht het?"
    NO_PAUSE_REASON = "Schrijf op waarop het wacht."
    APPOINTMENT_PAST = "Kies voor de afspraak een moment dat nog komt."
    NOBODY_TO_ASK = "De inwoner vroeg dit zelf. Neem contact op met de inwoner."
    NO_BASIS = "Er is geen grondslag vastgelegd om dit terug te koppelen."
    UNREADABLE = "Wij kunnen dit concept niet goed lezen. Loop de stappen nog eens na."
    NO_LAW = "Kies voor welke wet dit een melding is."
    NOT_YET_REPORTED = "Kies vandaag of een eerdere dag: wanneer is het gemeld?"
    NOT_FOR_A_REPORT = "Alleen het wijkteam neemt een melding aan."
    NO_SIGNAL = "Dit signaal is er niet meer, of een collega beantwoordde het al."
    NO_THEME = "Kies waar het over gaat."
    NOT_GIVER = "Alleen wie het signaal gaf kan dit doen."
    NAMED_WITHOUT_GROUND = (
        "Een naam noemen mag alleen met een grondslag. Kies er een, of laat de naam weg."
    )
    NAMED_UNKNOWN = "Geef aan of de inwoner van dit signaal weet."
    NO_HANDOVER = "Maak eerst de overdracht die u met de inwoner besprak."
    NO_DRAFT = "Dit concept is er niet meer. Begin opnieuw of kijk bij uw overdrachten."
    NOT_SENT_TO_TEAM = "Kies iemand van het team dat de overdracht kreeg."
    NO_NEXT_STEP = "Deze overdracht loopt nog. Trek haar eerst in of wacht op antwoord."
    HAS_CONTACT = "Er is al contact met de inwoner. Overleg met de ontvanger over wat nu."
