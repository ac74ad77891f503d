"""What the receiver can do with a handover, in the order of the work."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kring.handovers import rules
from kring.handovers.actions import answering, asking, contact, ending, feedback, known, reporting
from kring.handovers.forms import acts as forms
from kring.handovers.models.choices import Outcome, Side, State

from .doing import (
    ENDED,
    Act,
    always,
    both,
    consult,
    hears_more,
    may_contact,
    moves,
    open_question,
    side,
    unless,
)

RECEIVING: tuple[Act, ...] = (
    Act(
        name="receive",
        button=_("Nu oppakken"),
        title=_("Overdracht oppakken"),
        icon="hand-grab",
        lead=_("U ziet daarna het hele verhaal. De verzender ziet dat u het hebt gezien."),
        do=lambda h, _given, me: answering.receive(h.id, by=me),
        may=moves("receive"),
        said=_("U hebt de overdracht opgepakt."),
        first=always,
    ),
    Act(
        name="accept",
        button=_("Aannemen"),
        title=_("Overdracht aannemen"),
        icon="check",
        lead=_("Noem uw eerste stap. De verzender en de inwoner weten dan waar zij aan toe zijn."),
        form=forms.Accept,
        do=lambda h, given, me: answering.accept(
            h.id,
            first_step=given["first_step"],
            on=given["on"],
            bridge=given["bridge"],
            known=given.get("known"),
            by=me,
        ),
        may=moves("accept"),
        said=_("U hebt de overdracht aangenomen."),
        first=always,
    ),
    Act(
        name="apart",
        quiet=True,
        button=_("Toch twee personen"),
        title=_("Toch twee personen"),
        icon="users",
        lead=_(
            "De inwoner krijgt weer een eigen huishouden. Nam u als wijkteam aan? Dan bent u"
            " daarvan de coördinator. De andere coördinator krijgt bericht."
        ),
        do=lambda h, _given, me: h.household and known.part(h.household, by=me),
        may=lambda h: h.joined and h.is_receiver,
        said=_("Dit zijn weer twee personen. Controleer bij beiden wat veilig is."),
    ),
    Act(
        name="contact",
        button=_("Contact gelegd"),
        title=_("Contact vastleggen"),
        icon="user-check",
        lead=_("Alleen echt contact telt: u sprak de inwoner zelf."),
        form=forms.Contact,
        do=lambda h, given, me: contact.make_contact(h.id, how=given["how"], by=me),
        may=may_contact,
        said=_("Het contact is vastgelegd. De verzender hoort het."),
        first=always,
    ),
    Act(
        name="attempt",
        button=_("Poging noteren"),
        title=_("Poging tot contact noteren"),
        icon="phone",
        form=forms.Attempt,
        do=lambda h, given, me: contact.attempt_contact(
            h.id, how=given["how"], result=given["result"], by=me
        ),
        may=both(
            side(Side.RECEIVER, State.ACCEPTED, State.UNDER_WAY, State.PAUSED),
            lambda h: not h.is_reached,
        ),
        said=_("De poging is genoteerd."),
    ),
    Act(
        name="appointment",
        button=_("Afspraak noteren"),
        title=_("Afspraak noteren"),
        icon="calendar-event",
        form=forms.Appointment,
        do=lambda h, given, me: contact.plan_appointment(h.id, on=given["on"], by=me),
        may=side(Side.RECEIVER, State.ACCEPTED, State.UNDER_WAY),
        said=_("De afspraak is genoteerd."),
    ),
    Act(
        name="no_show",
        quiet=True,
        button=_("Niet verschenen"),
        title=_("De inwoner kwam niet"),
        icon="user-x",
        lead=_("De verzender hoort dit als dat mag. Probeer daarna opnieuw contact te krijgen."),
        do=lambda h, _given, me: contact.no_show(h.id, by=me),
        may=side(Side.RECEIVER, State.ACCEPTED, State.UNDER_WAY),
        said=_("Genoteerd dat de inwoner niet kwam."),
    ),
    Act(
        name="advise",
        button=_("Raad geven"),
        title=_("Raad geven"),
        icon="message",
        form=forms.Advise,
        lead=_("De vrager leest uw raad. Daarmee is de vraag klaar."),
        do=lambda h, given, me: ending.complete(
            h.id, outcome=Outcome.HELPED, text=given["text"], by=me
        ),
        may=both(consult, moves("complete")),
        said=_("Uw raad is verstuurd."),
        first=always,
    ),
    Act(
        name="complete",
        button=_("Afronden"),
        title=_("Overdracht afronden"),
        icon="circle-check",
        form=forms.Complete,
        do=lambda h, given, me: ending.complete(
            h.id,
            outcome=Outcome(given["outcome"]),
            text=given["text"],
            by=me,
            agreed=given.get("agreed", ""),
        ),
        may=both(unless(consult), moves("complete"), lambda h: h.contradicted_at is None),
        said=_("De overdracht is afgerond."),
        first=always,
    ),
    Act(
        name="feedback",
        button=_("Terugkoppelen"),
        title=_("Laat weten hoe het gaat"),
        icon="send",
        form=forms.Feedback,
        do=lambda h, given, me: feedback.feed_back(
            h.id,
            given["text"],
            interim=h.contact_at is None,
            by=me,
            agreed=given.get("agreed", ""),
        ),
        may=both(
            side(Side.RECEIVER, State.ACCEPTED, State.UNDER_WAY, State.PAUSED, State.COMPLETED),
            hears_more,
        ),
        said=_("De verzender hoort dit."),
    ),
    Act(
        name="ask",
        button=_("Vraag stellen"),
        title=_("Vraag stellen aan de verzender"),
        icon="help",
        form=forms.Ask,
        do=lambda h, given, me: asking.ask_question(h.id, given["question"], by=me),
        may=both(
            side(Side.RECEIVER, State.RECEIVED, State.ACCEPTED),
            unless(open_question),
            lambda h: h.sender.name != "",
        ),
        said=_("Uw vraag is verstuurd. Uw termijn staat stil."),
    ),
    Act(
        name="pause",
        quiet=True,
        button=_("Laten wachten"),
        title=_("Laten wachten"),
        icon="hourglass",
        form=forms.Wait,
        lead=_("Wachten mag, als iedereen weet waarop en tot wanneer."),
        do=lambda h, given, me: contact.pause(
            h.id,
            for_=given["reason"],
            until=given["until"],
            turn=Side(given.get("turn", Side.RECEIVER)),
            by=me,
        ),
        may=moves("pause"),
        said=_("De overdracht wacht."),
    ),
    Act(
        name="resume",
        button=_("Weer verder"),
        title=_("Weer verder gaan"),
        icon="player-play",
        do=lambda h, _given, me: contact.resume(h.id, by=me),
        may=both(
            moves("resume"),
            lambda h: rules.why_not_resume(h.sides, waits_for=h.paused_turn) is None,
        ),
        said=_("De overdracht gaat weer verder."),
        first=always,
    ),
    Act(
        name="report",
        quiet=True,
        button=_("Dit is een melding"),
        title=_("Dit is een melding voor de Wmo of de Jeugdwet"),
        icon="notes",
        form=forms.Report,
        lead=_("U ziet daarna vóór welke dag de wet iets vraagt. De inwoner ziet dat ook."),
        do=lambda h, given, me: reporting.report(
            h.id,
            is_wmo="wmo" in given["laws"],
            is_youth="youth" in given["laws"],
            on=given["on"],
            by=me,
        ),
        may=both(
            unless(consult),
            side(Side.RECEIVER, State.RECEIVED, State.ACCEPTED, State.UNDER_WAY, State.PAUSED),
            lambda h: h.at_core,
        ),
        said=_("De melding is genoteerd."),
    ),
    Act(
        name="reassign",
        quiet=True,
        button=_("Aan een collega geven"),
        title=_("Aan een collega geven"),
        icon="users",
        form=forms.Reassign,
        do=lambda h, given, me: answering.reassign(h.id, to=UUID(given["to"]), by=me),
        may=lambda h: (
            bool(h.sides & {Side.RECEIVER, Side.EITHER})
            and h.team_id is not None
            and h.state not in ENDED
        ),
        said=_("De overdracht is aan een collega gegeven."),
    ),
    Act(
        name="decline",
        button=_("Niet passend"),
        title=_("Waarom past dit niet?"),
        icon="circle-x",
        form=forms.Decline,
        do=lambda h, given, me: answering.decline(
            h.id,
            reason=given["reason"],
            outcome=Outcome(given["outcome"]),
            advice=given["advice"],
            by=me,
        ),
        may=moves("decline"),
        said=_("De verzender hoort dat dit niet past, en waarom."),
    ),
    Act(
        name="fail",
        quiet=True,
        button=_("Niet gelukt"),
        title=_("Het lukt niet"),
        icon="circle-x",
        form=forms.Fail,
        do=lambda h, given, me: ending.fail(
            h.id,
            outcome=Outcome(given["outcome"]),
            reason=given["reason"],
            by=me,
            agreed=given.get("agreed", ""),
        ),
        may=moves("fail"),
        said=_("De verzender hoort dat het niet lukte. De volgende stap is aan de verzender."),
    ),
)
