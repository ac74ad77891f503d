"""How someone is reached, in the words of every page that says so; what is safe stands with it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kring.core import moments

_NO = "no"


@dataclass(frozen=True, kw_only=True, slots=True)
class Reachable:
    """How to reach a resident and where they live, as far as the reader may see it.

    `safe_*`: yes, no or unknown. What is empty is unknown, or not for the reader.
    """

    phone: str
    email: str
    best_times: str
    safe_to_call: str
    safe_voicemail: str
    safe_letter: str
    via_desk: str
    language: str
    interpreter: bool
    reads_with_difficulty: bool
    someone_present: str
    street: str
    postcode: str
    town: str
    secret: bool

    @property
    def number(self) -> str:
        """The number to call; empty when calling is not safe."""
        return "" if self.safe_to_call == _NO else self.phone

    @property
    def may_leave_message(self) -> bool:
        """Nobody said that speaking a message in is unsafe."""
        return self.safe_voicemail != _NO

    @property
    def unsafe(self) -> str:
        """What one must not do, in short sentences; empty when nothing was said to be unsafe."""
        warned = [
            (self.safe_to_call, _("Bel niet.")),
            (self.safe_voicemail, _("Spreek geen bericht in.")),
            (self.safe_letter, _("Stuur geen brief.")),
        ]
        return " ".join(words for answer, words in warned if answer == _NO)

    @property
    def safe(self) -> list[tuple[str, str]]:
        """What is safe: each way, and the answer."""
        words = {"yes": _("ja"), _NO: _("nee")}
        asked = [
            (_("Bellen"), self.safe_to_call),
            (_("Inspreken"), self.safe_voicemail),
            (_("Brief"), self.safe_letter),
        ]
        return [(way, words.get(answer, _("weet ik niet"))) for way, answer in asked]

    @property
    def facts(self) -> list[tuple[str, str]]:
        """All but the number and the address: label and words, some empty."""
        how = [
            self.language,
            _("tolk nodig") if self.interpreter else "",
            _("leest moeilijk") if self.reads_with_difficulty else "",
        ]
        return [
            (_("E-mailadres"), self.email),
            (_("Anders te bereiken"), self.via_desk),
            (_("Wanneer"), self.best_times),
            (_("Taal"), ", ".join(filter(None, how))),
            (_("Wil erbij hebben"), self.someone_present),
        ]

    @property
    def address(self) -> str:
        """Street, postcode and town, as far as known."""
        code = moments.postcode(self.postcode) if self.postcode else ""
        return ", ".join(filter(None, [self.street, code, self.town]))
