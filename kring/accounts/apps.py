import logging
from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

log = logging.getLogger(__name__)


class Accounts(AppConfig):
    name = "kring.accounts"

    def ready(self) -> None:
        user_logged_in.connect(begin_session, dispatch_uid="kring.accounts.begin_session")
        user_logged_out.connect(tell_end, dispatch_uid="kring.accounts.tell_end")
        user_login_failed.connect(tell_failure, dispatch_uid="kring.accounts.tell_failure")


def begin_session(request: HttpRequest, user: Any, **_: Any) -> None:
    """The library signed someone in."""
    from kring.accounts.actions import sessions
    from kring.accounts.http.devices import device

    sessions.begin(request.session, device=device(request.META.get("HTTP_USER_AGENT", "")))
    log.info("signed in: %s", user.pk)


def tell_end(user: Any, **_: Any) -> None:
    if user is not None:
        log.info("signed out: %s", user.pk)


def tell_failure(**_: Any) -> None:
    """Nobody is named: what was typed may be a password in the wrong place."""
    log.warning("not signed in: wrong address or password")
