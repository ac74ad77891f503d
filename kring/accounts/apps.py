from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest


class Accounts(AppConfig):
    name = "kring.accounts"

    def ready(self) -> None:
        user_logged_in.connect(begin_session, dispatch_uid="kring.accounts.begin_session")


def begin_session(request: HttpRequest, **_: Any) -> None:
    """The library signed someone in."""
    from kring.accounts.actions import sessions
    from kring.accounts.http.devices import device

    sessions.begin(request.session, device=device(request.META.get("HTTP_USER_AGENT", "")))
