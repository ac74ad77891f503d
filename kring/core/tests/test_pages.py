import json

import pytest
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.template import engines
from django.test import RequestFactory
from jinja2 import DictLoader, UndefinedError

from kring.core import htmx
from kring.core.chrome import Chrome, Me, NavItem
from kring.core.jinja import environment

PAGE = """{% extends "page.html" %}
{% block title %}Mijn werk{% endblock %}
{% block content %}<h1>Alles</h1>{% block rows %}<p>{{ word }}</p>{% endblock %}{% endblock %}"""


@pytest.fixture(autouse=True)
def plain_static_names(settings):
    settings.STORAGES |= {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def my_page(monkeypatch):
    env = engines["jinja2"].env
    known = env.loader

    class WithPage(DictLoader):
        def get_source(self, environment, template):
            if template == "my-page.html":
                return super().get_source(environment, template)
            return known.get_source(environment, template)

    monkeypatch.setattr(env, "loader", WithPage({"my-page.html": PAGE}))
    return "my-page.html"


def asked(**headers):
    request = RequestFactory().get("/", headers=headers)
    request._messages = CookieStorage(request)
    return request


def test_a_page_load_gets_the_page_and_htmx_the_part(my_page):
    whole = htmx.render(asked(), my_page, {"word": "rij"}, part="rows").content.decode()
    part = htmx.render(asked(**{"HX-Request": "true"}), my_page, {"word": "rij"}, part="rows")

    assert "<h1>Alles</h1>" in whole
    assert whole.startswith("<!doctype html>") or "<!doctype html>" in whole[:200]
    assert part.content.decode() == "<p>rij</p>"


def test_going_back_in_history_gets_the_whole_page(my_page):
    request = asked(**{"HX-Request": "true", "HX-History-Restore-Request": "true"})

    assert (
        "<h1>Alles</h1>"
        in htmx.render(request, my_page, {"word": ""}, part="rows").content.decode()
    )


def test_no_answer_is_kept_by_a_browser_or_mixed_up_with_its_part(my_page):
    response = htmx.render(asked(), my_page, {"word": ""}, part="rows", status=422)

    assert response.status_code == 422
    assert response["Cache-Control"] == "no-store"
    assert response["Vary"] == "HX-Request"


def test_what_happened_is_told_beside_the_part_with_its_way_back(my_page):
    request = asked(**{"HX-Request": "true"})
    htmx.say(request, "Afgerond: <bellen>", undo="/actie/1/")

    html = htmx.render(request, my_page, {"word": ""}, part="rows").content.decode()

    assert 'hx-swap-oob="true"' in html
    assert "Afgerond: &lt;bellen&gt;" in html
    assert 'action="/actie/1/"' in html
    assert "csrfmiddlewaretoken" in html


def test_what_went_wrong_has_another_picture_and_no_way_back(my_page):
    request = asked()
    messages.error(request, "Dat mag niet.")

    html = htmx.render(request, my_page, {"word": ""}).content.decode()

    assert "kr-message--error" in html
    assert "Ongedaan maken" not in html


def test_a_page_shows_whose_it_is_and_what_waits(my_page):
    request = asked()
    request.chrome = Chrome(
        municipality="Gemeente Waterrijk",
        me=Me(name="Samira Haddad", initials="SH", url="/profiel/"),
        nav=(NavItem(label="Mijn werk", url="/mijn-werk/", icon="inbox", current=True, waiting=4),),
        session_seconds=3600,
        shortcuts=False,
    )

    html = htmx.render(request, my_page, {"word": ""}).content.decode()

    assert "Gemeente Waterrijk" in html
    assert 'href="/mijn-werk/" aria-current="page"' in html
    assert "wachten op u" in html
    assert 'data-session-ends-in="3600"' in html
    assert "data-shortcuts" not in html


def test_nothing_in_a_page_needs_more_than_the_content_policy_allows(my_page):
    html = htmx.render(asked(), my_page, {"word": ""}).content.decode()

    assert " style=" not in html
    assert "<style" not in html
    assert "<script>" not in html
    assert " onclick" not in html
    config = json.loads(htmx.CONFIG)
    assert not config["allowEval"]
    assert not config["includeIndicatorStyles"]
    assert config["historyCacheSize"] == 0


def test_a_misspelt_name_stops_the_page(my_page):
    with pytest.raises(UndefinedError):
        htmx.render(asked(), my_page, {"wrod": "rij"})


def test_a_component_cannot_take_the_name_of_another():
    twice = DictLoader(
        {
            "components/a.html": "{% macro card() %}{% endmacro %}",
            "components/b.html": "{% macro card() %}{% endmacro %}",
        }
    )

    with pytest.raises(ValueError, match="card exists already"):
        environment(loader=twice)


@pytest.mark.parametrize("code", ["400", "403", "404", "500", "503", "busy", "csrf"])
def test_an_error_page_needs_nothing_to_be_drawn(code):
    html = engines["jinja2"].get_template(f"{code}.html").render()

    assert html.count("<h1") == 1
    assert "!" not in html.partition("<main")[2].partition("</main>")[0].replace("<!--", "")
