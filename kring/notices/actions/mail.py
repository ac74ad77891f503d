"""One way to write a mail: plain text, simple HTML, and the same Message-ID each time."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import engines
from django.utils.translation import get_language
from django.utils.translation import gettext as _


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What a mail says: never a name, nothing about anyone. `path` is where it leads."""

    subject: str
    lines: Sequence[str]
    path: str
    end: str = ""

    @property
    def page(self) -> str:
        return f"{settings.BASE_URL}{self.path}"


def write(letter: Letter, *, to: Sequence[str], key: UUID) -> EmailMultiAlternatives:
    """The mail; `key` is the same each time it is tried, so that a reader sees it once."""
    end = [letter.end] if letter.end else []
    mail = EmailMultiAlternatives(
        letter.subject,
        "\n\n".join([*letter.lines, letter.page, *end]),
        to=list(to),
        headers={"Message-ID": f"<{key}@{urlsplit(settings.BASE_URL).hostname}>"},
    )
    mail.attach_alternative(_html(letter), "text/html")
    return mail


def _html(letter: Letter) -> str:
    template = engines["jinja2"].get_template("notices/mail.html")
    given = {"letter": letter, "button": _("Verder naar Kring"), "language": get_language()}
    return str(template.render(given))
