"""What people write with a plan: the resident's words, notes, als het misgaat."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kring.circle.models import Category, Plan
from kring.core.actor import Me
from kring.core.errors import Changed, or_refuse
from kring.plans import rules
from kring.plans.models import IfWorse, Note, Words
from kring.sharing import queries as sharing

from .changing import filled, lock, note, open_plan, writer


@transaction.atomic
def write_words(
    household: UUID, text: str, *, said_on: date, resident: UUID | None, by: Me
) -> Words:
    """Write down what a resident wants, in their own words. Raises Refused."""
    plan = open_plan(household)
    with or_refuse(rules.WhyNot.NOT_YOURS):
        words = Words.objects.create(
            household_id=household,
            plan=plan,
            resident_id=resident,
            text=filled(text),
            said_on=said_on,
            written_by_id=writer(by),
        )
    note("words.written", words, household=household, by=by)
    return words


@transaction.atomic
def change_words(words_id: UUID, text: str, *, version: int, by: Me) -> Words:
    """Correct what was written down: by its writer or the coordinator. Raises Refused, Changed."""
    words = lock(Words, words_id, version=version)
    words.text = filled(text)
    words.save(update_fields=["text"])
    note("words.changed", words, household=words.household_id, by=by)
    return words


@dataclass(frozen=True, kw_only=True)
class Story:
    """What a note says. `only_me`: nobody else reads it."""

    text: str
    at: datetime
    kind: str = Note.Kind.NOTE
    category: str = Category.SITUATION
    concerns: UUID | None = None
    only_me: bool = False


@transaction.atomic
def write_note(household: UUID, story: Story, *, by: Me) -> Note:
    """Add a note to the timeline. Raises Refused when its category is not mine to see.

    Health written by someone bound by medical secrecy stays with the writer: see share_note.
    """
    with or_refuse(rules.WhyNot.NOT_YOURS):
        written = Note.objects.create(
            household_id=household,
            kind=story.kind,
            text=filled(story.text),
            concerns_id=story.concerns,
            category=story.category,
            only_me=story.only_me or _keeps_to_self(story, by),
            at=story.at,
            written_by_id=writer(by),
            written_at=by.at,
        )
    note("note.written", written, household=household, by=by)
    return written


def _keeps_to_self(story: Story, by: Me) -> bool:
    return (
        story.category == Category.HEALTH
        and by.position is not None
        and rules.keeps_to_self(secrecy=sharing.giver_of(by.position).secrecy, ring=by.ring)
    )


@transaction.atomic
def change_note(note_id: UUID, text: str, *, version: int, by: Me) -> Note:
    """Correct a note: by who wrote it, or the coordinator. Raises Refused, Changed."""
    written = lock(Note, note_id, version=version)
    written.text = filled(text)
    written.save(update_fields=["text"])
    note("note.changed", written, household=written.household_id, by=by)
    return written


@transaction.atomic
def agree_if_worse(
    household: UUID, call: str, *, do: str, version: int | None = None, by: Me
) -> IfWorse:
    """Agree whom to call and what to do when it goes wrong; a household has one such agreement.

    `version`: of the one that is replaced, none for the first. Raises Refused, Changed.
    """
    open_plan(household)
    there = IfWorse.objects.filter(household_id=household).first()
    if there is None:
        with or_refuse(rules.WhyNot.NOT_YOURS):
            agreed = IfWorse.objects.create(
                household_id=household,
                call=filled(call)[:200],
                do=do.strip(),
                written_by_id=writer(by),
            )
    else:
        if version is None:
            raise Changed
        agreed = lock(IfWorse, there.pk, version=version)
        agreed.call, agreed.do, agreed.written_by_id = filled(call)[:200], do.strip(), writer(by)
        agreed.save(update_fields=["call", "do", "written_by"])
    note("if_worse.agreed", agreed, household=household, by=by)
    return agreed


@transaction.atomic
def plan_next_talk(household: UUID, *, on: date | None, by: Me) -> None:
    """Say when the plan is talked about next: by the coordinator. Raises Refused."""
    plan = lock(Plan, open_plan(household).pk)
    plan.next_talk_on = on
    plan.save(update_fields=["next_talk_on"])
    note("talk.planned", plan, household=household, by=by)
