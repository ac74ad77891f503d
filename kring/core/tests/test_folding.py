import pytest
from django.utils import translation
from jinja2 import DictLoader

from kring.core.jinja import environment

CARD = "{% macro card(title, icon='') %}<b>{{ title }}{{ icon }}</b>{% endmacro %}"


def pages(**written):
    found = {f"{name}.html": source for name, source in written.items()}
    return environment(loader=DictLoader(found | {"components/card.html": CARD}))


def compiled(env, name):
    return env.compile(env.loader.get_source(env, f"{name}.html")[0], raw=True)


def test_what_is_written_out_is_text_once_the_page_is_compiled():
    env = pages(one='{{ _("Zoeken") }}{{ card(_("Hulp")) }}{{ icon("check") }}')

    assert "Zoeken<b>Hulp</b><svg" in compiled(env, "one")


@pytest.mark.parametrize(("language", "word"), [("nl", "Zoeken"), ("en", "Search")])
def test_each_reader_gets_the_page_in_their_language(language, word):
    env = pages(one='{% include "two.html" %}', two='{{ _("Zoeken") }}')

    with translation.override(language):
        assert env.get_template("one.html").render() == word


def test_what_is_filled_in_is_escaped_and_so_is_nothing_else():
    env = pages(one='{{ _("Bewaard om %(at)s", at=at) }}')

    assert env.get_template("one.html").render(at="<i>") == "Bewaard om &lt;i&gt;"


def test_a_picture_joined_to_words_stays_a_picture():
    env = pages(one='{{ icon("map-pin") ~ " " ~ place }}')

    shown = env.get_template("one.html").render(place="Boer & Co")
    assert shown.startswith("<svg")
    assert shown.endswith("</svg> Boer &amp; Co")


def test_a_picture_joined_to_what_is_written_out_stays_a_picture():
    env = pages(one='{{ icon("map-pin") ~ " Boer & Co" }}')

    shown = env.get_template("one.html").render()
    assert shown.startswith("<svg")
    assert shown.endswith("</svg> Boer &amp; Co")


def test_a_component_around_something_shows_what_is_inside():
    around = "{% macro box(title) %}{{ title }}: {{ caller() }}{% endmacro %}"
    env = pages(one=around + '{% call box("Nu") %}{{ word }}{% endcall %}')

    assert env.get_template("one.html").render(word="daar") == "Nu: daar"


def test_a_name_of_the_page_itself_comes_before_a_component():
    env = pages(one="{% macro card(title) %}eigen {{ title }}{% endmacro %}{{ card('kaart') }}")

    assert env.get_template("one.html").render() == "eigen kaart"
