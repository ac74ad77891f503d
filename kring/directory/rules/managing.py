"""Who may change what of the directory, and what must be settled before something ends."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class WhyNot(StrEnum):
    """Why a change is refused; the value is the sentence the user reads."""

    NOT_YOURS = "U beheert deze organisatie niet. Vraag het de gemeente."
    FOR_REGION = "Alleen wie de regio beheert kan dit wijzigen."
    CORE_FUNCTION = "Deze functie is van het wijkteam. Kies een andere functie."
    ELSEWHERE = "Kies een team of collega van deze organisatie."
    PEOPLE_WORK_HERE = "Hier werken nog mensen. Beëindig eerst hun functies, of geef ze een team."
    ENDS_BEFORE_START = "Kies een dag die niet voor het begin van de functie ligt."
    OTHER_REGION = "Een van deze buurten hoort al bij een andere regio. Kijk de codes na."
    SHARED_THEME = "Dit thema is van alle regio's samen. Voeg een eigen thema toe."
    SHARED_FUNCTION = "Deze functie is van alle regio's samen. Voeg een eigen functie toe."
    UNKNOWN_FUNCTION = "Kies een functie uit de lijst."
    NAME_TAKEN = "Zo heet al een andere functie. Kies een andere naam."
    WORD_TAKEN = "Een van deze woorden hoort al bij een andere functie. Haal het hier weg."
    CODE_TAKEN = "Deze code is al van een ander thema. Kies een andere."
    COORDINATES = "Deze collega coördineert nog. Vraag de teamleider de huishoudens te verdelen."
    HOLDS_BATON = "Hier ligt nog een overdracht. Vraag de teamleider die eerst te verdelen."
    HAS_ACCOUNT = "Deze collega kan al inloggen. Een nieuw wachtwoord vraagt men zelf aan."
    STOPPED = "Deze collega werkt hier niet meer. Haal eerst de laatste dag weg."
    SHARED_ADDRESS = "Dit is de postbus van de organisatie. Vul een eigen e-mailadres in."
    ADDRESS_TAKEN = "Dit e-mailadres is al van iemand anders. Kijk het na."
    WORKS_ELSEWHERE = "Deze collega werkt ook bij een andere organisatie. Vraag het de gemeente."
    YOURSELF = "U kunt uw eigen toegang niet stoppen. Vraag een andere beheerder."
    NO_ACCESS = "De toegang van deze collega is al gestopt."
    NOT_YOUR_TEAM = "Alleen wie het team leidt, wijzigt wie aanmeldienst heeft."
    LAST_ON_INTAKE = "Iemand van het team moet aanmeldienst hebben. Geef die eerst aan een ander."
    OPEN_ACTIONS = "Deze collega heeft nog open acties. Vraag de teamleider die te verdelen."


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


def why_not_set_intake(*, on: bool, leads: bool, others: bool) -> WhyNot | None:
    """Why someone is not put on intake, or taken off it. Source: docs/rules.md#M4.

    `leads`: it is the team of who asks, and theirs to lead. `others` of the team are on intake.
    """
    if not leads:
        return WhyNot.NOT_YOUR_TEAM
    return None if on or others else WhyNot.LAST_ON_INTAKE


def why_not_change_theme(theirs: UUID | None, region: UUID) -> WhyNot | None:
    """Why a region may not change this theme; `theirs`: the region it is of, None for all."""
    return None if theirs == region else WhyNot.SHARED_THEME


def why_not_change_function(
    theirs: UUID | None, region: UUID, *, only_words: bool
) -> WhyNot | None:
    """Why a region may not change this function. Source: docs/rules.md#M3.

    `theirs`: the region it is of, None for all. `only_words`: only how lists here write it.
    """
    shared = theirs is None and only_words
    return None if shared or theirs == region else WhyNot.SHARED_FUNCTION


def why_not_call(name: str, words: Iterable[str], *, others: Collection[str]) -> WhyNot | None:
    """Why a function may not be called this; `others`: what other functions here are called."""
    if name in others:
        return WhyNot.NAME_TAKEN
    return WhyNot.WORD_TAKEN if any(word in others for word in words) else None


def why_not_close(*, working: bool) -> WhyNot | None:
    """Why a team or organisation may not end; `working`: people still work there."""
    return WhyNot.PEOPLE_WORK_HERE if working else None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a colleague stands towards signing in.

    `has_account`: came in once, or has a password. `is_active`: was not put out of service.
    `works`: the work here has not ended. `elsewhere`: works for an organisation that the admin does
    not look after as well.
    """

    has_account: bool
    is_active: bool
    works: bool
    elsewhere: bool


def why_not_invite(there: Standing, *, shared: bool, taken: bool, moves: bool) -> WhyNot | None:
    """Why a colleague gets no invitation. Source: docs/rules.md#M1.

    `shared`: the address is the organisation's mailbox. `taken`: it is another professional's.
    `moves`: it is not the address that this colleague had; who works elsewhere too keeps theirs,
    or an admin could come in there under this name.
    """
    if not there.works:
        return WhyNot.STOPPED
    if there.has_account and there.is_active:
        return WhyNot.HAS_ACCOUNT
    if there.elsewhere and (moves or not there.is_active):
        return WhyNot.WORKS_ELSEWHERE
    if shared:
        return WhyNot.SHARED_ADDRESS
    return WhyNot.ADDRESS_TAKEN if taken else None


def why_not_stop_access(there: Standing, *, oneself: bool) -> WhyNot | None:
    """Why nobody may put this colleague out of service from here. Source: docs/rules.md#M2."""
    if oneself:
        return WhyNot.YOURSELF
    if not there.is_active:
        return WhyNot.NO_ACCESS
    return WhyNot.WORKS_ELSEWHERE if there.elsewhere else None
