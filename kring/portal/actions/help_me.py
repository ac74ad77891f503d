"""Asking for help without an account: kept while typing, and sent to the team of the place."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from kring.accounts.actions import links
from kring.accounts.models import Link
from kring.core.actor import Me
from kring.core.errors import Refused
from kring.core.moments import local
from kring.handovers import actions as handovers
from kring.handovers.models import Draft, Handover
from kring.handovers.models.choices import Kind
from kring.portal.queries import help_me as queries

CODE_LASTS = timedelta(days=180)
SELF = "resident"
PREFIXES = {"van", "de", "den", "der", "het", "'t", "ter", "ten", "te", "in", "op", "el", "al"}

type Answers = Mapping[str, Any]


def keep(step: str, answers: Answers, *, by: Me) -> Draft:
    """Keep the answers to one question; begins the draft when there is none."""
    draft = queries.draft(by) or handovers.start(Kind.REFER, by=by)
    kept = answered(draft) | {step: dict(answers)}
    if by.id is not None:
        links.stay(by.id, by=by)
    return handovers.save(draft.pk, "who", {"help": kept}, by=by)


def answered(draft: Draft | None) -> dict[str, Any]:
    """What was answered until now, per question."""
    if draft is None:
        return {}
    found: dict[str, Any] = draft.data.get("who", {}).get("help", {})
    return dict(found)


def send(draft: Draft, *, by: Me) -> Handover:
    """Send it to the team of the neighbourhood. Raises Refused, also when no team is there."""
    answers = {key: value for each in answered(draft).values() for key, value in each.items()}
    team = queries.team(answers.get("place", ""), on=local(by.at).date())
    if team is None:
        raise Refused("Hier is nog geen wijkteam. Bel de gemeente.")
    handovers.save(draft.pk, "to", {"team": str(team.id)}, by=by)
    handovers.save(draft.pk, "what", _what(answers, region=team.region), by=by)
    handovers.save(draft.pk, "who", _who(answers), by=by)
    return handovers.send(draft.pk, by=by)


def paper(handover: UUID, *, purpose: Link.Purpose, by: Me) -> str:
    """The code with which a resident comes back to this handover; made once, told again."""
    link = queries.paper(handover, purpose=purpose)
    if link is None:
        link, _ = links.make(purpose, by=by, valid_for=CODE_LASTS, subject=handover, on_paper=True)
    return links.code_on_paper(link)


def spelled(code: str) -> str:
    """A code as one reads it out: K7QM 4TX 9PW."""
    return f"{code[:4]} {code[4:7]} {code[7:]}".strip()


def _what(answers: Answers, *, region: UUID) -> dict[str, Any]:
    story = str(answers.get("situation", ""))
    return {
        "situation": story,
        "goes_well": answers.get("goes_well", ""),
        "wish": answers.get("wish", ""),
        "question": _known(answers),
        "theme": queries.theme(f"{story} {answers.get('wish', '')}", region=region),
    }


def _known(answers: Answers) -> str:
    """Whether whom it is about knows that someone asks this for them."""
    if answers.get("asked_by") == SELF:
        return ""
    knows = {"yes": _("De inwoner weet dit."), "no": _("De inwoner weet dit nog niet.")}
    return knows.get(answers.get("knows", ""), "")


def _who(answers: Answers) -> dict[str, Any]:
    same = ["asked_by", "best_times", "language", "interpreter", "someone_present"]
    asker = {"asker_name": answers.get("caller", ""), "asker_phone": answers.get("phone", "")}
    if answers.get("asked_by") == SELF:
        asker = {}
        same += ["reads_with_difficulty", "street", "postcode", "town"]
    place = answers.get("place", "")
    return (
        {name: answers.get(name) for name in same}
        | asker
        | name_parts(str(answers.get("name", "")))
        | {"neighbourhood": None if place.startswith(queries.UNKNOWN) else place}
        | _reach(answers)
    )


def _reach(answers: Answers) -> dict[str, Any]:
    """For oneself: phone and what is safe. For another: how to reach who asks, never that other."""
    way, phone = answers.get("way"), answers.get("phone") or ""
    ways = {
        "letter": _letter(answers),
        "come": _("Komt zelf langs."),
        "other": answers.get("other"),
    }
    if answers.get("asked_by") == SELF:
        return {
            "phone": phone,
            "safe_to_call": "yes" if way == "call" else "unknown",
            "safe_voicemail": answers.get("safe_voicemail") or "unknown",
            "safe_letter": "yes" if way == "letter" else "unknown",
            "via_desk": ways.get(str(way), ""),
        }
    parts = [answers.get("caller"), phone, ways.get(str(way), "")]
    through = ", ".join(str(part) for part in parts if part)
    return {"via_desk": (_("Via %(who)s") % {"who": through})[:200]}


def _letter(answers: Answers) -> str:
    place = ", ".join(filter(None, [answers.get(name) for name in ("street", "postcode", "town")]))
    return _("Liever een brief: %(place)s") % {"place": place}


def name_parts(name: str) -> dict[str, str]:
    """Fatma el Amrani → given name, prefix, family name; one word is the family name."""
    words = name.split()
    if len(words) < 2:  # only one name was given
        return {"family_name": name.strip()}
    given, rest = words[0], words[1:]
    prefix = []
    while len(rest) > 1 and rest[0].lower() in PREFIXES:
        prefix.append(rest.pop(0))
    return {
        "given_name": given[:80],
        "name_prefix": " ".join(prefix)[:20],
        "family_name": " ".join(rest)[:120],
    }
