"""Sending: what was typed becomes a handover, with its resident, its keys and its clock."""

from uuid import UUID

from django.db import connection
from django.db.models import Model
from django.utils.translation import gettext as _

from kring.agreements import queries as agreements
from kring.circle.models import Category
from kring.core.actor import Kind as Actor
from kring.core.actor import Me
from kring.core.errors import Refused, refuse
from kring.core.reading import as_model, columns
from kring.core.writing import together
from kring.notices.actions import Owed, notice
from kring.notices.models import Notice
from kring.residents import actions as residents
from kring.sharing import actions as sharing

from .. import queries, rules
from ..models import Chain, Draft, Handover, Text
from ..models.choices import Kind, Side, State, Urgency
from . import ending, signalling
from .drafting import ANSWERS, FOLLOWS
from .moving import intent, lock, path, said, texts, ticking, told
from .namens import who_sends
from .reporting import reported

_SENSITIVE = (Category.SAFETY, Category.HEALTH, Category.FINANCE)


@intent
def send(draft_id: UUID, *, by: Me) -> Handover:
    """Send what the draft says; its id becomes the handover's. Raises Refused.

    Sent twice it is sent once. Someone new is written down as resident and household
    (*aangemeld*); whether they are known elsewhere makes no difference to the sender. With
    `follows` the chain goes on; else it begins.
    """
    draft = _take(draft_id)
    if draft is None:
        return _sent_already(draft_id)
    answers = _read(draft)
    sends = _who_sends(answers, by)
    clock = _clock(draft, answers, sends.sender, by)
    refuse(
        rules.why_not_send(answers, given=_circumstances(draft, answers, clock, sends.sender, by))
    )
    return _write(draft, answers, clock, sends, by)


def _take(draft_id: UUID) -> Draft | None:
    """The draft, under its lock and gone when this is sent; a refusal brings it back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from handovers_draft where id = %s and discarded_at is null"  # noqa: S608  # our own text
            f" returning {', '.join(columns(Draft))}",
            [draft_id],
        )
        row = cursor.fetchone()
    return as_model(Draft, row) if row else None


def why_not_send(draft_id: UUID, *, by: Me) -> str | None:
    """Why this draft would be refused now, without the keys; for the check page."""
    draft = Draft.objects.get(pk=draft_id)
    answers = _read(draft)
    sender = _who_sends(answers, by).sender
    clock = _clock(draft, answers, sender, by)
    return rules.why_not_send(answers, given=_circumstances(draft, answers, clock, sender, by))


def _sent_already(draft_id: UUID) -> Handover:
    handover = Handover.objects.filter(pk=draft_id).first()
    if handover is None:
        raise Refused(rules.WhyNot.NO_DRAFT)
    return handover


def _read(draft: Draft) -> rules.Answers:
    try:
        return rules.Answers.read(draft.data)
    except (ValueError, TypeError, AttributeError) as error:
        raise Refused(rules.WhyNot.UNREADABLE) from error


def _who_sends(answers: rules.Answers, by: Me) -> queries.Sends:
    """Nobody for who asks for themselves; else the caller, the GP behind an assistant, or I."""
    theirs = by.kind == Actor.RESIDENT or answers.who.asked_by in _BY_THEMSELVES
    return who_sends(by, on_behalf=answers.on_behalf.sender, theme=answers.what.theme, alone=theirs)


_BY_THEMSELVES = ("resident", "relative", "neighbour")


def _clock(draft: Draft, answers: rules.Answers, sender: UUID | None, by: Me) -> agreements.Clock:
    kind = rules.clock("send", kind=Kind(draft.kind), after=State.SENT)
    return agreements.clock(
        kind, at=by.at, sender=sender, receiver=answers.to.position, team=answers.to.team
    )


def _circumstances(
    draft: Draft, answers: rules.Answers, clock: agreements.Clock, sender: UUID | None, by: Me
) -> rules.Circumstances:
    return rules.Circumstances(
        kind=Kind(draft.kind),
        now=by.at,
        hours=clock.hours,
        by_professional=sender is not None,
        sends_to_self=sender is not None and answers.to.position == sender,
    )


def _write(
    draft: Draft, answers: rules.Answers, clock: agreements.Clock, sends: queries.Sends, by: Me
) -> Handover:
    if sends.theme is None:
        raise Refused(rules.WhyNotSend.NO_THEME)
    household, resident = _about(draft, answers, by)
    before = _followed(draft, by)
    chain = [] if before else [Chain(household_id=household, opened_at=by.at)]
    handover = Handover(
        id=draft.pk,
        kind=draft.kind,
        chain=before.chain if before else chain[0],
        follows=before,
        household_id=household,
        resident_id=resident,
        theme_id=sends.theme,
        sent_at=by.at,
        **_parties(answers, sends.sender, by),
        **_wishes(answers, sends, Kind(draft.kind), again=before is not None) | reported(before),
        **ticking(clock.due(by.at), clock.source, start=by.at, hours=clock.hours),
    )
    together(*chain, handover, once=_told(handover, by))
    shared = _shared(handover, answers, purpose=sends.theme_name, by=by)
    written = _texts(handover, answers, by=by)
    said(handover, "sent", *written, *shared, by=by)
    if ANSWERS in draft.data:
        signalling.became(UUID(draft.data[ANSWERS]["signal"]), handover.pk, by=by)
    return handover


def _told(handover: Handover, by: Me) -> list[Notice]:
    """The receiver; and in whose name someone else wrote it down."""
    urgent = handover.urgency == Urgency.TODAY
    owed = [told(handover, "sent", side=Side.RECEIVER, at=by.at, urgent=urgent)]
    if handover.typed_by_id and handover.sender_id:
        typed = Owed(about=handover.pk, step="typed", whom=handover.sender_id, path=path(handover))
        owed.append(notice(typed, at=by.at))
    return owed


def _about(draft: Draft, answers: rules.Answers, by: Me) -> tuple[UUID | None, UUID | None]:
    """Whom it is about: nobody, someone the sender sees already, or someone new."""
    if draft.kind == Kind.CONSULT:
        return None, None
    who = answers.who
    if who.resident is not None and who.household is not None:
        return who.household, who.resident
    found = residents.register(
        residents.Person(
            family_name=who.family_name,
            given_name=who.given_name,
            name_prefix=who.name_prefix,
            salutation=who.salutation,
            born_on=who.born_on,
        ),
        by=by,
        source=draft.pk,
        reach=_reach(who),
        address=residents.Street(
            street=who.street, postcode=who.postcode, town=who.town, secret=who.secret_address
        ),
        neighbourhood=who.neighbourhood,
    )
    return found.household, found.resident


def _reach(who: rules.Who) -> residents.Reach:
    return residents.Reach(
        phone=who.phone,
        email=who.email,
        best_times=who.best_times,
        safe_to_call=who.safe_to_call or "unknown",
        safe_voicemail=who.safe_voicemail or "unknown",
        safe_letter=who.safe_letter or "unknown",
        via_desk=who.via_desk or _through(who),
        language=who.language,
        interpreter=who.interpreter,
        reads_with_difficulty=who.reads_with_difficulty,
        someone_present=who.someone_present,
    )


def _through(who: rules.Who) -> str:
    """Without a number of the resident, whoever asked is the way to reach them."""
    if not who.asker or who.phone:
        return ""
    return (_("Via %(who)s") % {"who": who.asker})[:200]


def _followed(draft: Draft, by: Me) -> Handover | None:
    """The handover that this one follows; from now on it waits for nobody."""
    if FOLLOWS not in draft.data:
        return None
    handover, sides = lock(UUID(draft.data[FOLLOWS]["handover"]), by=by)
    refuse(ending.why_not_follow(handover, sides))
    ending.settle(handover, by=by)
    return handover


def _parties(answers: rules.Answers, sender: UUID | None, by: Me) -> dict[str, object]:
    typed = by.position if by.kind == Actor.PROFESSIONAL else None
    return {
        "asked_by": answers.who.asked_by or ("professional" if sender else "resident"),
        "sender_id": sender,
        "typed_by_id": typed if typed != sender else None,
        "caller_phone": answers.on_behalf.caller_phone if sender else "",
        "link": None if by.kind == Actor.PROFESSIONAL else by.id,
        "receiver_team_id": answers.to.team,
        "receiver_id": answers.to.position,
    }


def _wishes(
    answers: rules.Answers, sends: queries.Sends, kind: Kind, *, again: bool
) -> dict[str, object]:
    what = answers.what
    return {
        "neighbourhood_id": answers.who.neighbourhood,
        "urgency": what.urgency,
        "spoke_at": what.spoke_at,
        "warm": what.warm,
        "warm_at": what.warm_at,
        "cold_because": what.cold_because,
        "hears": rules.hears(
            answers.knows.hears, default=sends.level, agreed=answers.knows.answer == "yes"
        ),
        "ends_on": what.ends_on,
        "categories": _categories(answers, kind, again=again),
        "is_wmo": what.is_wmo,
        "is_youth": what.is_youth,
    }


def _categories(answers: rules.Answers, kind: Kind, *, again: bool) -> list[str]:
    """What the receiver will see: of someone known no more than the sender may pass on.

    `again`: a next try, about whom the last one was about wherever they live now.
    """
    asked = {*answers.what.categories} & {*Category.values}
    if kind == Kind.CONSULT:
        return sorted(asked)
    asked |= {Category.CONTACT, Category.SITUATION}
    who = answers.who
    if who.household is None or who.resident is None:
        return sorted(asked)
    known = queries.may_pass_on(who.household, who.resident)
    refuse(rules.why_not_share(known.categories, lives_there=again or known.lives_there))
    return sorted(asked & {*known.categories})


def _texts(handover: Handover, answers: rules.Answers, *, by: Me) -> list[Text]:
    """What was written, one category each: the most sensitive one that was chosen."""
    what = answers.what
    category = next((each for each in _SENSITIVE if each in what.categories), Category.SITUATION)
    written = {
        Text.Part.SITUATION: (what.situation, category),
        Text.Part.WISH: (what.wish, Category.SITUATION),
        Text.Part.GOES_WELL: (what.goes_well, Category.SITUATION),
        Text.Part.QUESTION: (what.question, category),
        Text.Part.PLACE: (what.warm_place, Category.CONTACT),
        Text.Part.SPOKEN: (what.spoke_with, Category.CONTACT),
        Text.Part.ASKER: (answers.who.asker, Category.CONTACT),
    }
    return texts(written, handover, by=by)


def _shared(
    handover: Handover, answers: rules.Answers, *, purpose: str, by: Me
) -> tuple[Model, ...]:
    """No sending about someone without its keys; sharing refuses what is missing."""
    if handover.kind == Kind.CONSULT:
        return ()
    knows = answers.knows
    act = sharing.Act(
        about=handover.pk,
        receiver=sharing.Receiver(position=handover.receiver_id, team=handover.receiver_team_id),
        purpose=purpose,
        categories=handover.categories,
        keys=sharing.Keys(
            ground=knows.ground,
            secrecy=knows.secrecy,
            route=knows.route,
            how=knows.how,
            heard_by=handover.sender_id if knows.how else None,
            told=knows.told or knows.answer in rules.TOLD,
            not_told_because=knows.not_told_because,
            review_on=knows.told_review_on,
        ),
        giver=handover.sender_id,
        household=handover.household_id,
        resident=handover.resident_id,
    )
    return sharing.disclosure(act, by=by)
