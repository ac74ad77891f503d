"""Reading a letter in: what it says stands ready on the next pages, to be checked there."""

from io import BytesIO
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kring.accounts.http import SignedIn, opens_for
from kring.core import htmx, keeping
from kring.core.forms.reading import hidden
from kring.handovers.actions import drafting
from kring.handovers.forms.letter import MOST_PAGES, PDF, Letter
from kring.handovers.queries import writing
from kring.handovers.rules import letters

from . import pages
from .around import PARTIES, page
from .steps import TYPED, sent_already
from .writer import Writing


@opens_for(*PARTIES)
def read_letter(request: SignedIn, pk: UUID) -> HttpResponse:
    draft = writing.draft(pk, to_change=request.method == "POST")
    if draft is None:
        return sent_already(pk)
    work = Writing(request.me, draft)
    if not pages.goes_on(work):
        return redirect(pages.address(pk, pages.first_open(work)))
    form = Letter(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"] or _text_of(form.cleaned_data["file"])
        if text:
            keeping.forget(request, by=request.me)
            return _prefill(request, work, text)
        form.add_error(
            "file", _("In dit bestand staat geen leesbare tekst. Plak de tekst hierboven.")
        )
    status = 422 if form.errors else 200
    context = {"form": form, "work": work}
    context["saved"] = keeping.fill(form, request.path, by=request.me)
    return page(request, "handovers/read_letter.html", context, sends=True, status=status)


def _prefill(request: SignedIn, work: Writing, text: str) -> HttpResponse:
    """What was typed already stays; the letter fills only what is empty."""
    found: dict[str, Any] = letters.person(text)
    who, what = work.part("who"), work.part("what")
    drafting.save(work.draft.pk, "who", _ready(who, "over-wie", found), by=request.me)
    reason = {"situation": letters.reason(text)}
    drafting.save(work.draft.pk, "what", _ready(what, "wat-is-er", reason), by=request.me)
    htmx.say(request, _("We vulden in wat we in de brief vonden. Kijk het goed na."))
    return redirect("handovers:step", work.draft.pk, "over-wie")


def _ready(part: dict[str, Any], slug: str, found: dict[str, Any]) -> dict[str, Any]:
    typed: dict[str, Any] = part.get(TYPED, {})
    here = typed.get(slug, {})
    fresh = {name: value for name, value in found.items() if not (here.get(name) or part.get(name))}
    return part | {TYPED: typed | {slug: here | fresh}}


def _text_of(file: "UploadedFile[bytes]") -> str:
    """The words in a PDF or text file; empty when it has none or is not what it says it is."""
    content = file.read()
    text = _pdf(content) if content.startswith(PDF) else _plain(content)
    return "".join(sign for sign in text if not hidden(sign)).strip()


def _pdf(content: bytes) -> str:
    from pypdf import PdfReader  # slow to load: only who brings a PDF waits for it
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(content))
        return "\n".join(each.extract_text() for each in reader.pages[:MOST_PAGES])
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError):
        return ""  # damaged, locked or hostile: there is nothing to read in it


def _plain(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return ""
