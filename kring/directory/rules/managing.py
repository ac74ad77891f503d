"""Who may change what of the directory, and what must be settled before something ends."""

from enum import StrEnum


class WhyNot(StrEnum):
    """Why a change is refused; the value is the sentence the user reads."""

    NOT_YOURS = "U beheert deze organisatie niet. Vraag het de gemeente."
    FOR_REGION = "Alleen wie de regio beheert kan dit wijzigen."
    CORE_FUNCTION = "Deze functie is van het wijkteam. Kies een andere functie."
    ELSEWHERE = "Kies een team of collega van deze organisatie."
    PEOPLE_WORK_HERE = "Hier werken nog mensen. Beëindig eerst hun functies, of geef ze een team."
    ENDS_BEFORE_START = "Kies een dag die niet voor het begin van de functie ligt."
    OTHER_REGION = "Een van deze buurten hoort al bij een andere regio. Kijk de codes na."
    CODE_TAKEN = "Deze code is al van een ander thema. Kies een andere."
    COORDINATES = "Deze collega coördineert nog huishoudens. Draag die eerst over."
    HOLDS_BATON = "Bij deze collega ligt nog een overdracht. Geef die eerst aan iemand anders."
    OPEN_ACTIONS = "Deze collega heeft nog open acties. Geef die eerst aan iemand anders."


def why_not_manage(*, theirs: bool) -> WhyNot | None:
    """Why this organisation may not be changed; `theirs`: it is the admin's to look after."""
    return None if theirs else WhyNot.NOT_YOURS


def why_not_place(*, core: bool, of_region: bool, inside: bool) -> WhyNot | None:
    """Why someone may not get this place.

    `core`: the function belongs to the neighbourhood team. `of_region`: the admin looks after the
    region. `inside`: the team, and for whom they act, are of the same organisation.
    """
    if core and not of_region:
        return WhyNot.CORE_FUNCTION
    return None if inside else WhyNot.ELSEWHERE


def why_not_close(*, working: bool) -> WhyNot | None:
    """Why a team or organisation may not end; `working`: people still work there."""
    return WhyNot.PEOPLE_WORK_HERE if working else None
