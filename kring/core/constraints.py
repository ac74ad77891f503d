"""Database constraints the whole house shares, so that no row can contradict itself."""

from django.db.models import CheckConstraint, F, Q


def together(first: str, second: str) -> CheckConstraint:
    """Both columns filled in, or both empty: no moment without a person."""
    both = Q(**{f"{first}__isnull": False, f"{second}__isnull": False})
    neither = Q(**{f"{first}__isnull": True, f"{second}__isnull": True})
    return CheckConstraint(condition=both | neither, name=f"%(class)s_{first}_with_{second}")


def in_order(earlier: str, later: str) -> CheckConstraint:
    """`later` is empty, or not before a filled-in `earlier`."""
    return CheckConstraint(
        condition=Q(**{f"{later}__isnull": True})
        | Q(**{f"{later}__gte": F(earlier), f"{earlier}__isnull": False}),
        name=f"%(class)s_{earlier}_before_{later}",
    )


def one_of(*fields: str) -> CheckConstraint:
    """Exactly one of these columns is filled in: a party is one thing at a time."""
    condition = Q()
    for chosen in fields:
        condition |= Q(**{f"{field}__isnull": field != chosen for field in fields})
    return CheckConstraint(condition=condition, name=f"%(class)s_one_of_{fields[0]}")
