"""Everything one can do with a handover: a page each, for whom, when, and what it then does."""

from django.utils.translation import gettext_lazy as _

from kring.handovers.actions import asking, correcting, ending, voice
from kring.handovers.forms import acts as forms
from kring.handovers.models.choices import Outcome, Side, State
from kring.handovers.queries.tracking import Glance, Tracked

from . import consulting
from .doing import (
    ENDED,
    Act,
    agrees,
    always,
    both,
    chooses_next,
    consult,
    contradicted,
    may_withdraw,
    open_question,
    side,
    stuck,
    unless,
)
from .receiving import RECEIVING

SENDING: tuple[Act, ...] = (
    Act(
        name="answer",
        button=_("Vraag beantwoorden"),
        title=_("Vraag beantwoorden"),
        icon="message",
        form=forms.Answer,
        do=lambda h, given, me: asking.answer_question(h.id, given["answer"], by=me),
        may=both(side(Side.SENDER, State.RECEIVED, State.ACCEPTED), open_question),
        said=_("Uw antwoord is verstuurd."),
        first=always,
    ),
    Act(
        name="says",
        button=_("Antwoord van de inwoner noteren"),
        title=_("Wat zegt de inwoner?"),
        icon="message",
        lead=_("Vraag: “Hebt u iemand van de ontvanger gesproken?” Noteer wat de inwoner zegt."),
        form=forms.Says,
        do=lambda h, given, me: voice.resident_says(
            h.id, voice.Says(given["answer"]), by=me, via=voice.Via.SENDER, words=given["words"]
        ),
        may=both(
            side(Side.SENDER, State.UNDER_WAY, State.PAUSED), lambda h: h.contact_at is not None
        ),
        said=_("Het antwoord van de inwoner is genoteerd."),
    ),
    Act(
        name="hear",
        quiet=True,
        button=_("Antwoord noteren"),
        title=_("De inwoner vroeg u iets"),
        icon="message",
        lead=_("Bel of bezoek de inwoner eerst. Noteer daarna wat u afsprak."),
        form=forms.Heard,
        do=lambda h, given, me: voice.hear(h.id, given["answer"], by=me),
        may=lambda h: h.asked_me,
        said=_("Uw antwoord is genoteerd."),
    ),
    Act(
        name="hand_over",
        button=_("Er een overdracht van maken"),
        title=_("Van deze vraag een overdracht maken"),
        icon="arrow-right",
        lead=_("Uw vraag staat klaar als wat er speelt. We vragen eerst of de inwoner het weet."),
        do=lambda h, _given, me: asking.hand_over(h.id, by=me),
        may=both(consult, side(Side.SENDER, State.COMPLETED)),
        said="",
    ),
    Act(
        name="follow",
        button=_("Iemand anders vragen"),
        title=_("Iemand anders vragen"),
        icon="arrow-right",
        lead=_("Wat u al schreef, staat klaar. U kiest een andere ontvanger."),
        do=lambda h, _given, me: ending.follow(h.id, by=me),
        may=lambda h: stuck(h) or contradicted(h) or chooses_next(h),
        said="",
        first=chooses_next,
    ),
    Act(
        name="keep",
        button=_("Zelf contact houden"),
        title=_("Zelf contact houden"),
        icon="phone",
        lead=_("U houdt contact met de inwoner. De ontvanger krijgt een nieuwe termijn."),
        do=lambda h, _given, me: ending.keep_contact(h.id, by=me),
        may=both(stuck, unless(consult)),
        said=_("U houdt zelf contact. De ontvanger hoort dat."),
    ),
    Act(
        name="correct",
        quiet=True,
        button=_("Aanvullen of verbeteren"),
        title=_("Aanvullen of verbeteren"),
        icon="pencil",
        lead=_("Wat u eerder schreef, blijft staan. De ontvanger leest dit erbij."),
        form=forms.Correct,
        do=lambda h, given, me: correcting.correct(h.id, given["text"], by=me),
        may=side(Side.SENDER, *(frozenset(State) - ENDED)),
        said=_("Uw aanvulling is verstuurd."),
    ),
    Act(
        name="close",
        button=_("Geen volgende stap"),
        title=_("Hier stoppen"),
        icon="circle-x",
        form=forms.Close,
        lead=_("Niemand is daarna nog aan zet. Bespreek dit met de inwoner."),
        do=lambda h, given, me: ending.close_chain(
            h.id, outcome=Outcome(given["outcome"]), reason=given["reason"], by=me
        ),
        may=chooses_next,
        said=_("Dit is gesloten."),
    ),
    Act(
        name="agree",
        button=_("Akkoord met intrekken"),
        title=_("Akkoord met intrekken"),
        icon="check",
        do=lambda h, _given, me: ending.agree_to_withdraw(h.id, by=me),
        may=agrees,
        said=_("De overdracht is ingetrokken."),
        first=always,
    ),
    Act(
        name="go_on",
        button=_("Niet akkoord"),
        title=_("Niet akkoord met intrekken"),
        icon="player-play",
        form=forms.GoOn,
        lead=_("De overdracht gaat door zoals die liep. De ander leest waarom."),
        do=lambda h, given, me: ending.go_on(h.id, given["reason"], by=me),
        may=agrees,
        said=_("De overdracht gaat door. De ander hoort waarom."),
    ),
    Act(
        name="withdraw",
        quiet=True,
        button=_("Intrekken"),
        title=_("Overdracht intrekken"),
        icon="circle-x",
        form=forms.Withdraw,
        do=lambda h, given, me: ending.withdraw(
            h.id, reason=given["reason"], outcome=Outcome(given["outcome"]), by=me
        ),
        may=may_withdraw,
        said=_("U trok de overdracht in."),
    ),
    Act(
        name="death",
        quiet=True,
        button=_("De inwoner is overleden"),
        title=_("De inwoner is overleden"),
        icon="heart",
        lead=_("Alle berichten stoppen meteen. Er wordt geen volgende stap gevraagd."),
        form=forms.Died,
        do=lambda h, given, me: ending.record_death(h.id, on=given["on"], by=me),
        may=lambda h: not consult(h) and h.chain_open and bool(h.sides - {Side.EITHER}),
        said=_("Het overlijden is genoteerd. Alle berichten zijn gestopt."),
    ),
)
ACTS = (*RECEIVING, *SENDING)

BY_NAME = {act.name: act for act in ACTS}
SLUGS = {
    "receive": "oppakken",
    "accept": "aannemen",
    "apart": "toch-twee",
    "answer": "antwoorden",
    "contact": "contact",
    "attempt": "poging",
    "appointment": "afspraak",
    "no_show": "niet-verschenen",
    "advise": "raad",
    "complete": "afronden",
    "feedback": "terugkoppeling",
    "ask": "vraag",
    "pause": "wachten",
    "resume": "verder",
    "says": "inwoner",
    "hear": "inwoner-gehoord",
    "hand_over": "overdracht-maken",
    "follow": "iemand-anders",
    "keep": "zelf-contact",
    "correct": "aanvullen",
    "close": "stoppen",
    "report": "melding",
    "reassign": "collega",
    "decline": "niet-passend",
    "fail": "niet-gelukt",
    "agree": "akkoord",
    "withdraw": "intrekken",
    "go_on": "doorgaan",
    "death": "overleden",
}


def act_on(handover: Glance, name: str) -> Act:
    """The act of this name, in the words of this kind of handover."""
    return consulting.worded(BY_NAME[name]) if consult(handover) else BY_NAME[name]


def possible(handover: Tracked) -> list[Act]:
    """What the reader may do now."""
    return [act_on(handover, act.name) for act in ACTS if act.may(handover)]
