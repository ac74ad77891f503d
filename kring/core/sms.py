"""Text messages: one gateway, chosen in the settings, and never to a landline.

A gateway is a class without arguments that has `send(number, text)`; `number` is E.164. It
raises when it could not hand the message over, so that the job which sends it tries again.
"""

from pathlib import Path
from typing import Protocol
from uuid import uuid4

import phonenumbers
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string


class Gateway(Protocol):
    """Hands a text message over to who delivers it."""

    def send(self, number: str, text: str) -> None: ...


class Files:
    """Writes each message to a file in var/sms, for who has no provider."""

    def send(self, number: str, text: str) -> None:
        folder = Path(settings.VAR) / "sms"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = f"{timezone.now():%Y%m%dT%H%M%S}-{uuid4().hex}.txt"
        (folder / name).write_text(f"{number}\n{text}\n", encoding="utf-8")


def available() -> bool:
    """Whether this installation can send text messages at all."""
    return bool(settings.SMS_GATEWAY)


def is_mobile(number: str) -> bool:
    """Whether this is a number that surely receives text messages; a landline does not."""
    try:
        parsed = phonenumbers.parse(number, "NL")
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.MOBILE)


def send(number: str, *, text: str) -> None:
    """Send a message to a mobile phone. Raises ValueError for a landline."""
    if not is_mobile(number):
        raise ValueError("text messages go to mobile phones only")
    gateway: Gateway = import_string(settings.SMS_GATEWAY)()
    gateway.send(number, text)
