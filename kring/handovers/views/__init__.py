"""The pages about handovers: lists, writing, following, and what one does with them."""

from .acts import act
from .check import check
from .lists import drafts, received, sent
from .reading import read_letter
from .signals import signal, signal_detail, signal_handover, signals
from .start import anonymous, new
from .steps import become, discard, not_now, prolong, restore, step
from .table import ACTS, SLUGS
from .telling import tell
from .tracking import detail, letter

__all__ = [
    "ACTS",
    "SLUGS",
    "act",
    "anonymous",
    "become",
    "check",
    "detail",
    "discard",
    "drafts",
    "letter",
    "new",
    "not_now",
    "prolong",
    "read_letter",
    "received",
    "restore",
    "sent",
    "signal",
    "signal_detail",
    "signal_handover",
    "signals",
    "step",
    "tell",
]
