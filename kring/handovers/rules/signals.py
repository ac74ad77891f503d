"""A signal: without a name by default; a name needs its ground. Source: docs/rules.md#H8."""

from ..models.signal import Signal
from .reasons import WhyNot


def why_not_signal(
    text: str, *, has_theme: bool, about_name: str, ground: str, knows: str
) -> WhyNot | None:
    """Why this signal is not sent."""
    if not text.strip():
        return WhyNot.NO_WORDS
    if not has_theme:
        return WhyNot.NO_THEME
    if about_name.strip() and not ground:
        return WhyNot.NAMED_WITHOUT_GROUND
    if about_name.strip() and not knows:
        return WhyNot.NAMED_UNKNOWN
    return None


def why_not_answer_signal(answer: str, *, answered: bool, became: bool) -> WhyNot | None:
    """Why it is not answered like this: once, and "overdracht" with the handover it became."""
    if answered:
        return WhyNot.NO_SIGNAL
    if answer == Signal.Answer.HANDOVER and not became:
        return WhyNot.NO_HANDOVER
    return None
