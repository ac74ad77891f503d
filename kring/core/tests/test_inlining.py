"""A component in a loop shows what it shows outside one, without being called."""

import pytest
from django.utils import translation
from jinja2 import DictLoader
from jinja2.exceptions import UndefinedError

from kring.core import inlining
from kring.core.jinja import environment

COMPONENTS = """
{% macro mark(word, tone="calm", title="", attrs={}) -%}
{% set shown = word ~ "!" %}<b class="{{ tone }}"{{ attrs|xmlattr }}>{{ shown }}
{%- if title %} {{ title }}{% endif %}{{ icon("check") }}</b>
{%- endmacro %}
{% macro row(title, mark_of="", lines=()) -%}
<li>{{ title }}
{%- if mark_of %}{{ mark(mark_of, tone="late") }}{% else %}{{ mark(title) }}{% endif %}
{%- for line in lines if line %}<i>{{ loop.index }} {{ line }}</i>{% endfor %}
{%- if caller is defined %}<p>{{ caller() }}</p>{% endif %}</li>
{%- endmacro %}
{% macro inside(title) -%}{{ title }}: {{ caller() }}{%- endmacro %}
{% macro twice(title) -%}{{ caller() }}{{ title }}{{ caller() }}{%- endmacro %}
"""
ROWS = [{"title": "<Jansen>", "word": "laat", "lines": ["a", "", "b"], "tone": "soon"},
        {"title": "Bos & Zn", "word": "", "lines": [], "tone": "calm"}]  # fmt: skip


def pages(source):
    loader = DictLoader({"components/all.html": COMPONENTS, "one.html": source})
    return environment(loader=loader)


def shown(source, **values):
    return pages(source).get_template("one.html").render(rows=ROWS, **values)


@pytest.mark.parametrize(
    "inner",
    [
        "{{ mark(r.title) }}",
        "{{ mark(r.title, r.tone, title=r.word) }}",
        "{{ mark(tone=r.tone, word='vast') }}",
        "{{ mark(r.title, attrs={'data-x': r.word}) }}",
        "{{ mark(r.title, attrs={'data-x': '<'}) }}{{ mark('<', title=title) }}",
        "{{ row(r.title, r.word, r.lines) }}",
        "{{ row(title, lines=r.lines) }}",
        "{{ mark(mark(r.title)) }}",
        "{% if r.word %}{{ row(r.word) }}{% elif r.title %}{{ mark(r.tone) }}{% endif %}",
        "{% call row(r.title, r.word) %}{{ title }} {{ r.word }} {{ loop.index }}{% endcall %}",
        "{% call row(r.title) %}{% call inside(1) %}{{ mark(r.word) }}{% endcall %}{% endcall %}",
        "{% call twice(r.title) %}{{ loop.index }}{% endcall %}",
        "{% call inside(r.title) %}{% endcall %}",
        "{% set title = r.title %}{{ mark(title, title=title) }}{{ title }}",
        "{{ icon }}{{ mark(r.title) }}{{ shown }}",
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_shows_the_same(inner, language, monkeypatch):
    source = "{% for r in rows %}" + inner + "{% endfor %}"
    names = {"title": "van de <pagina>", "icon": "geen plaatje", "shown": "van de pagina"}
    with translation.override(language):
        written_out = shown(source, **names)
        monkeypatch.setattr(inlining, "written", lambda env, names: {})
        called = shown(source, **names)

    assert written_out == called


def test_it_is_not_called():
    env = pages("{% for r in rows %}{{ row(r.title, lines=r.lines) }}{% endfor %}")
    compiled = env.compile(env.loader.get_source(env, "one.html")[0], raw=True)

    assert "context.call" not in compiled
    assert 'class="late"' not in compiled  # the part that this call never shows


def test_a_wrong_call_says_so():
    with pytest.raises(TypeError, match="takes no keyword argument 'colour'"):
        shown("{% for r in rows %}{{ mark(r.title, colour='red') }}{% endfor %}")
    with pytest.raises(UndefinedError, match="'word' was not provided"):
        shown("{% for r in rows %}{{ mark(title=r.title) }}{% endfor %}")
