"""The library's own views, as doors of this house."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import SimpleTemplateResponse

from kring.accounts.http import public


def door(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
    """A view of the library that nobody acts in; what cannot be used is answered with 422."""

    @wraps(view)
    def answer(request: HttpRequest, *arguments: object, **named: object) -> HttpResponse:
        response: HttpResponse = view(request, *arguments, **named)
        if request.method == "POST" and response.status_code == 200 and _refused(response):
            response.status_code = 422
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return public(answer)


def door_to_provider(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
    """A door of which what is behind it stands elsewhere, and can be away."""

    @wraps(view)
    def answer(request: HttpRequest, *arguments: object, **named: object) -> HttpResponse:
        try:
            response: HttpResponse = view(request, *arguments, **named)
        except OSError:  # what the library meets on the way: no answer, or one that is no answer
            return render(request, "socialaccount/authentication_error.html", status=503)
        return response

    return door(answer)


def _refused(response: HttpResponse) -> bool:
    if not isinstance(response, SimpleTemplateResponse):
        return False
    context: dict[str, Any] = response.context_data or {}
    forms = (context.get(name) for name in ("form", "webauthn_form"))
    return any(form is not None and form.errors for form in forms)
