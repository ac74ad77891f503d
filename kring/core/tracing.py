"""One id for a request: in each line of the log, in the answer and in the access log."""

import logging
import re
import time
from collections.abc import Callable
from contextvars import ContextVar
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
_GIVEN = re.compile(r"[A-Za-z0-9-]{8,40}")
_current: ContextVar[str] = ContextVar("request id", default="")
log = logging.getLogger("kring.requests")


def request_id() -> str:
    """The id of the request that is being answered; empty outside of one."""
    return _current.get()


def door(request: HttpRequest) -> str:
    """Which door was knocked at: the name of the URL, for an address may hold a secret."""
    return request.resolver_match.view_name if request.resolver_match else ""


class TracingMiddleware:
    """Gives each request its id (the proxy's, behind one) and writes a line when it is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token, began = _current.set(_id_of(request)), time.perf_counter()
        try:
            response = self.get_response(request)
            response[HEADER] = request_id()
            _tell(request, response, seconds=time.perf_counter() - began)
            return response
        finally:
            _current.reset(token)


def _id_of(request: HttpRequest) -> str:
    given = request.headers.get(HEADER, "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return given if _GIVEN.fullmatch(given) else uuid4().hex


def _tell(request: HttpRequest, response: HttpResponse, *, seconds: float) -> None:
    log.info(
        "%s %s %s in %d ms", request.method, door(request) or "nowhere", response.status_code,
        seconds * 1000,
    )  # fmt: skip
