"""The made-up municipality of Waterrijk: everybody and everything in it is invented.

Directory rows are written as an administrator would; all that concerns residents goes through the
same actions as in real life, at moments spread over the last weeks.
"""

from django.db import transaction

from kring.directory.models import Region
from kring.handovers import tasks

from . import directory, households, stories
from .people import WHO_TO_BE


def build() -> list[str]:
    """Fill an empty database; says who you can be. Does nothing when somebody lives here already.

    All of it or nothing: whoever stops it halfway finds it empty, and it begins again.
    """
    if not Region.objects.exists():
        with transaction.atomic():
            directory.build()
            stories.build()
            households.build()
            tasks.counting(timestamp=0)
    return ["", "  Wie kunt u zijn? Kies iemand op de pagina /demo/:"] + [
        f"    {name}: {what}" for name, what in WHO_TO_BE.values()
    ]
