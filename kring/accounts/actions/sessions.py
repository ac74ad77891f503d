"""Signing in leaves a session; here it is begun, given a position and ended."""

import time
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase

from kring.accounts.models import Session

BEGAN = "began"  # session key: when someone signed in, in seconds
TOUCHED = "touched"  # session key: when the hour began that the session still lasts
POSITION = "position"  # session key: the position someone works from now
DEVICE = "device"  # session key: with what someone signed in
DEVICE_LENGTH = 80


def begin(session: SessionBase, *, device: str) -> None:
    """Someone signed in: the day that a session may last at most begins."""
    session[BEGAN] = session[TOUCHED] = time.time()
    session[DEVICE] = device[:DEVICE_LENGTH]


def work_from(session: SessionBase, *, position: UUID) -> None:
    """Work from this position from now on; the cookie changes, so that no other page goes along."""
    session[POSITION] = str(position)
    session.cycle_key()


def end(key: str, *, of: UUID) -> bool:
    """Sign out one browser of this professional at once; whether there was one."""
    ended, _ = Session.objects.filter(session_key=key, professional=of).delete()
    return bool(ended)


def end_all(*, of: UUID, but: str = "") -> int:
    """Sign out every browser of this professional at once, `but` this one; gives how many."""
    ended, _ = Session.objects.filter(professional=of).exclude(session_key=but).delete()
    return ended
