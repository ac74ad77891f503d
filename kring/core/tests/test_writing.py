"""Rows that are written and read without Django's own way give the same as with it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from kring.core.actor import acting, job, professional
from kring.core.models import Kept, Sent
from kring.core.reading import as_model, columns
from kring.core.writing import Changed, together


@pytest.fixture
def joris(village):
    with acting(professional(village.joris)) as me:
        yield me


def kept(me, path="/a/"):
    return Kept(whose=me.id, path=path, typed={"name": ["é", "b"]}, saved_at=me.at)


def test_what_is_written_together_reads_back_as_it_was(joris):
    together(kept(joris, "/a/"), Sent(once=uuid4(), at=joris.at), kept(joris, "/b/"))

    assert [(each.path, each.typed) for each in Kept.objects.order_by("path")] == [
        ("/a/", {"name": ["é", "b"]}),
        ("/b/", {"name": ["é", "b"]}),
    ]


def test_what_is_there_already_is_left_alone(joris):
    once = uuid4()
    together(Sent(once=once, at=joris.at))

    together(once=[Sent(once=once, at=joris.at + timedelta(hours=1))])

    with acting(job("keeping")):
        assert Sent.objects.get(pk=once).at == joris.at


def test_a_row_that_is_changed_comes_with_new_ones(joris):
    together(kept(joris))
    row = Kept.objects.get()
    row.typed = {"name": ["c"]}

    together(kept(joris, "/b/"), changed=Changed(row, ["typed"]))

    assert dict(Kept.objects.values_list("path", "typed"))["/a/"] == {"name": ["c"]}


def test_what_is_somebody_elses_is_not_changed_in_silence(village, joris):
    together(kept(joris))
    row = Kept.objects.get()

    with acting(professional(village.samira)) as samira, pytest.raises(Kept.NotUpdated):
        together(Sent(once=uuid4(), at=samira.at), changed=Changed(row, ["typed"]))


def test_a_row_as_a_model_is_what_django_makes_of_it(joris):
    together(kept(joris))

    with connection.cursor() as cursor:
        cursor.execute(f"select {', '.join(columns(Kept))}, 1 from core_kept")
        found = as_model(Kept, cursor.fetchone())

    theirs = Kept.objects.get()
    assert [getattr(found, name) for name in columns(Kept)] == [
        getattr(theirs, name) for name in columns(Kept)
    ]
