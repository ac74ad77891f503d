"""What happened in Waterrijk these weeks: handovers, made through the actions of real life."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from kring.core import moments, working_days
from kring.core.actor import Me, acting, professional
from kring.handovers import actions
from kring.handovers.models.choices import Kind, Outcome, Side
from kring.plans import actions as plans
from kring.plans.models import Action

from .people import PEOPLE, key


@dataclass(frozen=True)
class Story:
    """One handover: who about whom to which team, how many working days ago, and what followed.

    `steps`: words of STEPS, each a while after the one before. `by`: who takes it up.
    """

    sender: str
    team: str
    who: tuple[str, str, str, str]  # salutation, given, prefix, family
    born: str
    area: str
    theme: str
    situation: str
    days: int
    by: str = "samira"
    steps: tuple[str, ...] = ()
    wish: str = ""
    urgency: str = "ordinary"
    kind: str = "refer"
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def row(self) -> str:
        return f"handover {self.who[3]}"


CLOSES = 17
INTAKE = {"tuindorp": "joris", "spoorkwartier": "tessa", "havenzuid": "omar"}

SEEN = ("see",)
TAKEN = ("see", "accept")
MET = ("see", "accept", "meet")
KNOWN = (*MET, "yes", "tell")
DONE = (*KNOWN, "finish")

STORIES = [
    # What waits for Samira and her team.
    Story("bakker", "tuindorp", ("mevrouw", "Khadija", "", "El Amrani"), "21-3-1948", "bloemenbuurt", "taal",
          "Mevrouw woont sinds het overlijden van haar man alleen. Zij opent de post niet meer en er zijn"
          " twee aanmaningen.", 2, wish="Ik wil weten wat er in die brieven staat.", urgency="week"),
    Story("mirjam", "tuindorp", ("meneer", "Ed", "", "Janssen"), "8-2-1972", "spoorkwartier_buurt", "wonen",
          "Meneer heeft een huurachterstand van vier maanden en is bang dat hij zijn huis uit moet.", 1,
          urgency="days"),
    Story("anja", "tuindorp", ("mevrouw", "Corrie", "van", "Dijk"), "30-9-1943", "vogelwijk", "eenzaam",
          "Na het overlijden van haar partner komt mevrouw niet meer buiten. Zij eet slecht.", 0,
          wish="Ik zou weer eens onder de mensen willen."),
    Story("kemal", "tuindorp", ("", "Luca", "", "Moreno"), "12-12-1999", "tuindorp_buurt", "geld",
          "Bewoner betaalt de huur wisselend en reageert niet op brieven. Aan de deur was hij vriendelijk en"
          " zei dat alles hem te veel is.", 0),
    Story("vermeer", "tuindorp", ("mevrouw", "Ans", "", "Pieters"), "2-6-1956", "tuindorp_buurt", "thuishulp",
          "Mevrouw redt het huishouden niet meer na een heupoperatie.", 3, steps=SEEN, by="samira"),
    Story("noor", "tuindorp", ("meneer", "Bart", "", "Schouten"), "19-7-1961", "bloemenbuurt", "verslaving",
          "Meneer drinkt meer sinds hij zijn werk kwijt is. Hij wil erover praten.", 4, steps=TAKEN,
          by="samira", wish="Ik wil mijn dagen weer vullen."),
    Story("els", "tuindorp", ("mevrouw", "Joyce", "", "Blijd"), "23-1-1988", "tuindorp_buurt", "opvoeden",
          "Haar zoon van 9 komt vaak te laat en is moe. Moeder zegt dat zij het alleen niet redt.", 6,
          steps=(*TAKEN, "try", "plan"), by="samira"),
    # Households that have a plan.
    Story("mirjam", "tuindorp", ("mevrouw", "Fatma", "", "Yılmaz"), "4-5-1984", "tuindorp_buurt", "geld",
          "Er is vaak ruzie over geld. De deurwaarder was aan de deur en Emre gaat niet meer naar school.", 14,
          steps=KNOWN, by="samira", wish="Ik wil de post weer open durven maken. En ik wil dat Emre gewoon naar school gaat.",
          more={"who": {"someone_present": "mijn moeder"}}),
    Story("anja", "tuindorp", ("meneer", "Mehmet", "", "Sahin"), "15-3-1950", "vogelwijk", "hoofd",
          "Meneer slaapt niet en is somber. Hij wil wel met iemand praten.", 23, steps=(*KNOWN, "wait"), by="samira"),
    Story("bakker", "tuindorp", ("mevrouw", "Dina", "", "Pietersen"), "9-11-1979", "bloemenbuurt", "mantelzorg",
          "Mevrouw zorgt voor haar moeder en haar zoon en valt zelf bijna om.", 28, steps=KNOWN, by="samira"),
    Story("kwame", "tuindorp", ("meneer", "Henk", "de", "Boer"), "1-4-1939", "vogelwijk", "thuishulp",
          "Meneer woont alleen, valt regelmatig en wil thuis blijven wonen.", 18, steps=KNOWN, by="pieter"),
    Story("bas", "tuindorp", ("mevrouw", "Sheila", "", "Cijntje"), "11-8-1991", "tuindorp_buurt", "opvoeden",
          "Alleenstaande moeder met drie kinderen, de jongste luistert niet en slaapt slecht.", 12,
          steps=KNOWN, by="yasmin"),
    Story("wilma", "tuindorp", ("meneer", "Piotr", "", "Wiśniewski"), "27-2-1983", "bloemenbuurt", "werk",
          "Meneer zit zonder werk en begrijpt de brieven van de uitkering niet.", 10, steps=KNOWN, by="lotte"),
    Story("ellen", "tuindorp", ("mevrouw", "Greet", "", "Bos"), "6-10-1946", "vogelwijk", "gezondheid",
          "Mevrouw vergeet haar medicijnen. De buurvrouw helpt, maar gaat verhuizen.", 16, steps=KNOWN, by="joris"),
    # What came to an end.
    Story("bakker", "tuindorp", ("meneer", "Frits", "", "Groen"), "14-5-1968", "bloemenbuurt", "geld",
          "Meneer had na zijn scheiding hulp nodig bij zijn administratie.", 38, steps=DONE, by="pieter"),
    Story("bakker", "tuindorp", ("mevrouw", "Tineke", "", "Hofman"), "3-3-1952", "bloemenbuurt", "eenzaam",
          "Mevrouw zoekt aanspraak nu haar dochter is verhuisd.", 9, steps=("see", "no"), by="joris"),
    Story("sven", "tuindorp", ("", "Jaimy", "", "Post"), "17-6-2003", "tuindorp_buurt", "werk",
          "Hangt veel op straat, zegt dat hij wel iets wil leren.", 7, steps=("see", "accept", "try", "noshow"), by="lotte"),
    Story("vermeer", "spoorkwartier", ("meneer", "Ahmed", "", "Bouzid"), "25-12-1958", "spoorkwartier_buurt", "geld",
          "Meneer heeft schulden door een oude lening en durft de telefoon niet op te nemen.", 11,
          steps=KNOWN, by="tessa"),
    Story("nadia", "spoorkwartier", ("mevrouw", "Petra", "", "Zwart"), "13-9-1977", "spoorkwartier_buurt", "opvoeden",
          "Dochter van 15 spijbelt; thuis is er ruzie over de telefoon en over school.", 5, steps=MET, by="ruben"),
    Story("kwame", "havenzuid", ("mevrouw", "Lien", "", "Tran"), "8-8-1966", "oudehaven", "taal",
          "Mevrouw laat brieven liggen omdat zij ze niet kan lezen.", 8, steps=KNOWN, by="omar"),
    Story("kemal", "havenzuid", ("meneer", "Rob", "", "Kuiper"), "30-1-1960", "zuiderpolder", "wonen",
          "Veel spullen in en om het huis; de buren klagen over stank.", 3, steps=SEEN, by="omar"),
    # From the neighbourhood team to the second ring, and short involvement.
    Story("samira", "aanmeld_schuld", ("mevrouw", "Olga", "", "Ivanova"), "5-5-1987", "tuindorp_buurt", "geld",
          "Negen schuldeisers, geen overzicht. Mevrouw wil meewerken.", 4, steps=SEEN, by="joost"),
    Story("samira", "aanmeld_ggz", ("meneer", "Dennis", "", "Vink"), "22-10-1990", "bloemenbuurt", "hoofd",
          "Meneer heeft paniekaanvallen. Hij staat op de wachtlijst; wij bellen elke week.", 13,
          steps=(*TAKEN, "wait"), by="martijn"),
    Story("samira", "noord", ("mevrouw", "Nel", "", "Verhagen"), "18-4-1941", "vogelwijk", "gezondheid",
          "Graag zes weken meekijken met de medicijnen.", 5, steps=MET, by="anja", kind="involve",
          more={"what": {"ends_in": 40}}),
]  # fmt: skip


def build() -> None:
    """Send every handover and do what followed."""
    for number, story in enumerate(STORIES):
        handover = _send(story, number)
        at = _ago(story.days, number)
        for step in story.steps:
            at = min(_later(at), timezone.now())
            STEPS[step](handover, story, at)
    _consult()


def _later(at: datetime) -> datetime:
    """Some hours later in office hours: what does not get done today is done the next morning."""
    later = moments.local(at) + timedelta(hours=5, minutes=7)
    if later.hour < CLOSES:
        return later
    morning = later.replace(hour=9) + timedelta(days=1)
    while not working_days.is_working_day(morning.date()):
        morning += timedelta(days=1)
    return morning


def _ago(days: int, number: int) -> datetime:
    """A moment in office hours, this many working days ago; today is a little while ago."""
    now = timezone.now()
    if not days:
        return now - timedelta(minutes=25 + number)
    day = moments.local(now).date()
    for _ in range(days):
        day -= timedelta(days=1)
        while not working_days.is_working_day(day):
            day -= timedelta(days=1)
    return datetime.combine(day, time(9, 5 + number), moments.AMSTERDAM)


def _send(story: Story, number: int) -> UUID:
    at = _ago(story.days, number)
    with acting(professional(key(story.sender)), at=at) as me:
        draft = actions.start(Kind(story.kind), by=me, data=_answers(story, at.date()))
        actions.send(draft.id, by=me)
    return draft.id


def _answers(story: Story, today: date) -> dict[str, dict[str, Any]]:
    salutation, given, prefix, family = story.who
    bound = PEOPLE[story.sender][5] not in ("wijkagent", "woonconsulent", "leerkracht")
    what = {
        "situation": story.situation, "wish": story.wish, "theme": story.theme,
        "urgency": story.urgency, "warm": "introduced", "categories": [],
    } | story.more.get("what", {})  # fmt: skip
    if days := what.pop("ends_in", None):
        what["ends_on"] = (today + timedelta(days=days)).isoformat()
    return {
        "to": {"team": str(key(story.team))},
        "knows": {
            "answer": "yes", "ground": "yes", "secrecy": "yes" if bound else "", "route": "yes_once",
            "how": "spoken", "hears": "outcome" if bound else "only_that", "told": True,
        },
        "who": {
            "salutation": salutation, "given_name": given, "name_prefix": prefix,
            "family_name": family, "born_on": _day(story.born), "phone": "+31612345670",
            "safe_to_call": "yes", "safe_voicemail": "no", "safe_letter": "yes",
            "neighbourhood": str(key(story.area)),
        } | story.more.get("who", {}),
        "what": what,
    }  # fmt: skip


def _day(written: str) -> str:
    day, month, year = map(int, written.split("-"))
    return date(year, month, day).isoformat()


def _as(story: Story, at: datetime, *, sender: bool = False) -> Any:
    return acting(professional(key(story.sender if sender else story.by)), at=at)


def _see(handover: UUID, story: Story, at: datetime) -> None:
    if not PEOPLE[story.by][6].get("on_intake"):
        with acting(professional(key(INTAKE[story.team])), at=at) as me:
            actions.reassign(handover, to=key(story.by), by=me)
    with _as(story, at) as me:
        actions.receive(handover, by=me)


def _accept(handover: UUID, story: Story, at: datetime) -> None:
    with _as(story, at) as me:
        actions.accept(
            handover, first_step="Bellen en een afspraak maken voor een huisbezoek",
            on=moments.local(at).date() + timedelta(days=1), by=me,
        )  # fmt: skip


def _meet(handover: UUID, story: Story, at: datetime) -> None:
    with _as(story, at) as me:
        actions.make_contact(handover, how="visit", by=me)
        for action in Action.objects.filter(doer_id=me.position, done_at__isnull=True):
            if action.due_on <= moments.local(me.at).date() + timedelta(days=2):
                plans.tick(action.id, by=me)


def _yes(handover: UUID, story: Story, at: datetime) -> None:
    with _as(story, at, sender=True) as me:
        actions.resident_says(handover, actions.Says.YES, by=me, via=actions.Via.SENDER)


def _tell(handover: UUID, story: Story, at: datetime) -> None:
    with _as(story, at) as me:
        actions.feed_back(handover, _feedback(me), interim=False, by=me)


def _feedback(me: Me) -> str:
    return f"Er is contact. {me.name} is het vaste aanspreekpunt en komt volgende week langs."


def _try(handover: UUID, story: Story, at: datetime) -> None:
    with _as(story, at) as me:
        actions.attempt_contact(handover, how="phone", result="no_answer", by=me)


def _plan(handover: UUID, story: Story, at: datetime) -> None:
    on = working_days.add_working_days(timezone.now(), 2)
    with _as(story, at) as me:
        actions.plan_appointment(handover, on=on, by=me)


def _noshow(handover: UUID, story: Story, at: datetime) -> None:
    with _as(story, at) as me:
        actions.no_show(handover, by=me)


def _wait(handover: UUID, story: Story, at: datetime) -> None:
    with _as(story, at) as me:
        actions.pause(
            handover, for_="plek bij de GGZ", until=timezone.localdate() + timedelta(days=21),
            turn=Side.RECEIVER, by=me,
        )  # fmt: skip


def _no(handover: UUID, story: Story, at: datetime) -> None:
    with _as(story, at) as me:
        actions.decline(
            handover, outcome=Outcome.ELSEWHERE, by=me,
            reason="Mevrouw is al bekend bij Maatje Zoekt Maatje en wil daar graag verder.",
            advice="Bel Riet Smeets van Maatje Zoekt Maatje.",
        )  # fmt: skip


def _finish(handover: UUID, story: Story, at: datetime) -> None:
    with _as(story, at) as me:
        actions.complete(
            handover, outcome=Outcome.HELPED, by=me,
            text="De administratie is op orde en meneer redt het zelf.",
        )  # fmt: skip


def _consult() -> None:
    with acting(professional(key("vermeer")), at=_ago(1, 1)) as me:
        draft = actions.start(
            Kind.CONSULT, by=me,
            data={
                "to": {"team": str(key("tuindorp"))},
                "what": {
                    "question": "Een man van in de zestig zorgt al jaren voor zijn vrouw en raakt"
                    " uitgeput. Wat kan het wijkteam bieden?",
                    "theme": "mantelzorg",
                },
            },
        )  # fmt: skip
        actions.send(draft.id, by=me)


STEPS = {
    "see": _see, "accept": _accept, "meet": _meet, "yes": _yes, "tell": _tell, "try": _try,
    "plan": _plan, "noshow": _noshow, "wait": _wait, "no": _no, "finish": _finish,
}  # fmt: skip
