"""What people do here: functions of all regions and of this one, and what lists call them."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from kring.directory.models import Function, FunctionWord
from kring.directory.rules import closest, simple


def functions_of(region: UUID | None) -> QuerySet[Function]:
    """What someone in this region may do: its own functions and those of all regions, by name."""
    return Function.objects.filter(Q(region=None) | Q(region=region)).order_by("name", "pk")


def functions_by_name(region: UUID) -> tuple[dict[str, str], dict[str, str]]:
    """Simple name → code, and the same for the other words in lists here. Two statements."""
    names = {simple(each.name): each.code for each in functions_of(region)}
    names |= {simple(code): code for code in names.values()}
    words = FunctionWord.objects.filter(region=region).values_list("word", "function__code")
    return names, {simple(word): code for word, code in words}


def called_otherwise(region: UUID, *, but: UUID | None) -> set[str]:
    """What all functions here but this one are called, simply. Two statements."""
    named = functions_of(region).values_list("pk", "name")
    meant = FunctionWord.objects.filter(region=region).values_list("function", "word")
    return {simple(words) for pk, words in (*named, *meant) if pk != but}


def probably_meant(region: UUID, words: Iterable[str]) -> dict[str, str]:
    """Per word the id of the function whose name it resembles. One statement."""
    here = {simple(each.name): str(each.pk) for each in functions_of(region)}
    near = {word: closest(word, here) for word in words}
    return {word: function for word, function in near.items() if function}
