"""What must be there before a handover is sent; each refusal says the smallest thing that helps."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kring.core import moments, working_days

from ..models.choices import Kind, Urgency, Warm
from .answers import Answers, Knows, To, What


class WhyNotSend(StrEnum):
    """Why this draft is not sent; the value is the sentence the user reads."""

    NO_RECEIVER = "Kies aan wie u overdraagt."
    NOT_ASKED_YET = (
        "Bespreek eerst met de inwoner dat u dit doorgeeft: één telefoontje is genoeg."
        " Kan dat niet, stel uw vraag dan zonder naam."
    )
    SAID_NO = (
        "De inwoner wil dit niet. U kunt wel zonder naam overleggen, of uw zorg delen als signaal."
    )
    NO_ANSWER = "Geef aan of de inwoner het weet."
    NO_NAME = "Vul een achternaam in. De rest mag later."
    NO_THEME = "Kies waar het over gaat."
    NO_SITUATION = "Schrijf in een paar zinnen op wat er aan de hand is."
    NO_QUESTION = "Schrijf uw vraag op."
    TODAY_UNSPOKEN = "Vandaag kan alleen als u de ontvanger sprak. Noteer wie u sprak en hoe laat."
    TODAY_LATER = "U kunt niemand gesproken hebben op een later moment. Kijk de tijd na."
    TODAY_TOO_LONG_AGO = "Vandaag kan alleen als u de ontvanger vandaag sprak."
    TODAY_CLOSED = (
        "De ontvanger is nu niet bereikbaar. Bel wie nu dienst heeft; dit bericht wordt pas op de"
        " volgende werkdag gelezen."
    )
    NO_END = "Kies tot welke dag u de ander tijdelijk betrekt."
    END_PAST = "Kies een einddatum na vandaag."
    NO_COLD_REASON = "Kies waarom u niet samen overdraagt."
    NO_MEETING = "Vul in wanneer en waar het driegesprek is."
    NAME_ONLY = (
        "U ziet van dit huishouden alleen de naam. Vraag wie coördineert om de overdracht te doen."
    )
    NOT_THERE = "Deze inwoner hoort niet meer bij dit huishouden. Kies opnieuw over wie het gaat."
    TO_A_TEAM = "Vroeg een inwoner, naaste of buur dit? Kies dan een team, geen persoon."
    TO_YOURSELF = "U kunt niet aan uzelf overdragen."
    NAMENS_BY_LINK = "Via een link verstuurt u alleen namens uzelf. Bel het wijkteam, of log in."
    NAMENS_ANOTHER = (
        "U schrijft alleen op namens iemand van uw eigen organisatie. Het wijkteam doet dat ook"
        " voor anderen in de regio."
    )


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """What the sending side cannot fill in: now, the receiver's hours, whether someone sends."""

    kind: Kind
    now: datetime
    hours: working_days.Hours
    by_professional: bool
    sends_to_self: bool = False

    @property
    def today(self) -> date:
        return moments.local(self.now).date()


def why_not_send(answers: Answers, *, given: Circumstances) -> WhyNotSend | None:
    """Why this may not be sent now; None when it may, as far as the keys (sharing) allow.

    Source: docs/rules.md#H3.
    """
    return next(_reasons(answers, given), None)


def why_not_namens(
    *, own: bool, is_guest: bool, same_organisation: bool, core_in_region: bool
) -> WhyNotSend | None:
    """Why one may not send in this name; None when one may. Source: docs/rules.md#H12.

    `own`: it is the own name, or that of the professional one works for. `core_in_region`: one is
    in the core ring of the region of whom it is sent for.
    """
    if own:
        return None
    if is_guest:
        return WhyNotSend.NAMENS_BY_LINK
    return None if same_organisation or core_in_region else WhyNotSend.NAMENS_ANOTHER


def why_not_share(mine: Collection[str], *, lives_there: bool) -> WhyNotSend | None:
    """Why someone known may not be handed over by who may pass on these categories.

    `lives_there`: they belong to the household that is passed on.
    """
    if "contact" not in mine:
        return WhyNotSend.NAME_ONLY
    return None if lives_there else WhyNotSend.NOT_THERE


def why_not_today(what: What, *, now: datetime, hours: working_days.Hours) -> WhyNotSend | None:
    """Why "vandaag" cannot be chosen: only after speaking, and while someone is there."""
    spoke = what.spoke_at
    if not working_days.is_open(now, hours):
        return WhyNotSend.TODAY_CLOSED
    if spoke is None or what.spoke_time is None or not what.spoke_with.strip():
        return WhyNotSend.TODAY_UNSPOKEN
    if spoke > now:
        return WhyNotSend.TODAY_LATER
    same_day = moments.local(spoke).date() == moments.local(now).date()
    return None if same_day else WhyNotSend.TODAY_TOO_LONG_AGO


def _reasons(answers: Answers, given: Circumstances) -> Iterator[WhyNotSend]:
    yield from _receiver(answers.to, given)
    if given.kind == Kind.CONSULT:
        if not answers.what.question.strip():
            yield WhyNotSend.NO_QUESTION
    else:
        yield from _about_someone(answers, given)
    if not answers.what.theme:
        yield WhyNotSend.NO_THEME
    yield from _urgency(answers.what, given)


def _receiver(to: To, given: Circumstances) -> Iterator[WhyNotSend]:
    if to.team is None and to.position is None:
        yield WhyNotSend.NO_RECEIVER
    elif to.team is None and not given.by_professional:
        yield WhyNotSend.TO_A_TEAM
    if given.sends_to_self:
        yield WhyNotSend.TO_YOURSELF


def _about_someone(answers: Answers, given: Circumstances) -> Iterator[WhyNotSend]:
    if given.by_professional:
        yield from _knowing(answers.knows)
    if answers.who.resident is None and not answers.who.family_name.strip():
        yield WhyNotSend.NO_NAME
    if not answers.what.situation.strip():
        yield WhyNotSend.NO_SITUATION
    yield from _period(answers.what, given)
    yield from _company(answers.what)


def _knowing(knows: Knows) -> Iterator[WhyNotSend]:
    if not knows.answer:
        yield WhyNotSend.NO_ANSWER
    elif knows.answer == "not_yet":
        yield WhyNotSend.NOT_ASKED_YET
    elif knows.answer == "no":
        yield WhyNotSend.SAID_NO


def _period(what: What, given: Circumstances) -> Iterator[WhyNotSend]:
    if given.kind != Kind.INVOLVE:
        return
    if what.ends_on is None:
        yield WhyNotSend.NO_END
    elif what.ends_on <= given.today:
        yield WhyNotSend.END_PAST


def _company(what: What) -> Iterator[WhyNotSend]:
    if what.warm == Warm.COLD and not what.cold_because:
        yield WhyNotSend.NO_COLD_REASON
    if what.warm == Warm.THREE and (what.warm_on is None or not what.warm_place.strip()):
        yield WhyNotSend.NO_MEETING


def _urgency(what: What, given: Circumstances) -> Iterator[WhyNotSend]:
    if what.urgency == Urgency.TODAY:
        reason = why_not_today(what, now=given.now, hours=given.hours)
        if reason is not None:
            yield reason
