"""One page, or one part of it: the same view serves both."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template import engines
from django.utils.cache import patch_vary_headers
from django.utils.html import format_html
from django.utils.safestring import SafeString
from jinja2 import Template

from kring.core.chrome import Chrome
from kring.core.errors import Refused

UNDO = "undo:"
# No eval, no styles of its own (CSP), nothing of a page kept in the browser (privacy);
# an answer that refuses (422) shows what it says, as the same page would.
CONFIG = json.dumps(
    {
        "allowEval": False,
        "allowScriptTags": False,
        "includeIndicatorStyles": False,
        "selfRequestsOnly": True,
        "historyCacheSize": 0,
        "refreshOnHistoryMiss": True,
        "timeout": 15_000,
        "responseHandling": [
            {"code": "204", "swap": False},
            {"code": "422", "swap": True},
            {"code": "[23]..", "swap": True},
            {"code": "[45]..", "swap": False, "error": True},
        ],
    }
)


def render(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    part: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render `template`, or only its block `part` when htmx asks.

    A history restore is an htmx request that wants the whole page. `request.chrome`,
    when somebody set it, is what stands around the page. The answer is never stored
    by a browser or proxy: nearly every page is about a person.
    """
    page: Template = engines["jinja2"].get_template(template).template  # type: ignore[attr-defined]  # the Jinja engine has them
    everything = surroundings(request) | context
    if part and wants_part(request):
        html = block(page, part, everything) + told(page, everything)
    else:
        html = page.render(everything)
    response = HttpResponse(html, status=status)
    response["Cache-Control"] = "no-store"
    patch_vary_headers(response, ["HX-Request"])
    return response


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page."""
    headers = request.headers
    return "HX-Request" in headers and "HX-History-Restore-Request" not in headers


def block(page: Template, name: str, context: dict[str, Any]) -> str:
    """One named block of a page, rendered alone."""
    return "".join(page.blocks[name](page.new_context(context)))


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """What every page may use, whatever its view gave; one key for all its forms."""
    token = get_token(request)
    return {
        "request": request,
        "chrome": getattr(request, "chrome", None) or Chrome(),
        "csrf_input": _csrf_input(token),
        "csrf_token": token,
        "messages": messages.get_messages(request),
    }


def _csrf_input(token: str) -> SafeString:
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)


def told(page: Template, context: dict[str, Any]) -> str:
    """The messages that wait, to put in their place beside a part of the page."""
    if not len(context["messages"]):
        return ""
    return page.environment.get_template("messages.html").render(context | {"swap": True})


@contextmanager
def saying(request: HttpRequest, done: str = "", *, undo: str = "") -> Iterator[None]:
    """Say what was done inside, or why it was refused."""
    try:
        yield
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if done:
            say(request, done, undo=undo)


def say(request: HttpRequest, text: str, *, undo: str = "") -> None:
    """Tell the user what happened; `undo` is where a POST takes it back."""
    messages.success(request, text, extra_tags=f"{UNDO}{undo}" if undo else "")
