"""Setting up does again only what has to be done again."""

import pytest

from tools import setup


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "lock.txt"
    path.write_text("first")
    return path


@pytest.fixture
def made(tmp_path, source):
    times = []

    def once():
        setup.once(tmp_path / "made", [source], lambda: times.append(1))
        return len(times)

    return once


def test_what_was_made_is_not_made_again(made):
    assert [made(), made()] == [1, 1]


def test_another_source_makes_it_again(made, source):
    made()
    source.write_text("second")

    assert made() == 2


def test_what_failed_is_tried_again(tmp_path, source):
    def fail():
        raise SystemExit

    with pytest.raises(SystemExit):
        setup.once(tmp_path / "made", [source], fail)

    assert not (tmp_path / "made").exists()


def test_what_was_thrown_away_is_made_again(made, tmp_path):
    made()
    (tmp_path / "made" / ".made-from").unlink()

    assert made() == 2
