"""The look in a real browser: how it reads at every width, and what it does while one works."""

import copy
import gzip
import re
import threading
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.test import override_settings
from playwright.sync_api import expect

from kring.core import pictures
from tests import chromium
from tests.look import checks
from tests.look.site import SERVER, Server

ROOT = Path(__file__).parents[1]
ASSETS = ROOT / "build" / "assets"
WIDTHS = [320, 390, 768, 1280]
PAGES = ["/", "/stap/", "/zoek/", "/fout/404/"]
KILOBYTE = 1000

pytestmark = pytest.mark.xdist_group("look")


class Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        """Tests tell what went wrong; requests need not."""


@pytest.fixture(scope="module")
def site():
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [*templates[0]["DIRS"], ROOT / "tests/look/templates"]
    with override_settings(
        ROOT_URLCONF="tests.look.site",
        ALLOWED_HOSTS=["127.0.0.1"],
        TEMPLATES=templates,
        MESSAGE_STORAGE="django.contrib.messages.storage.cookie.CookieStorage",
        STORAGES=settings.STORAGES
        | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}},
        MIDDLEWARE=[
            "django.middleware.csp.ContentSecurityPolicyMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django_htmx.middleware.HtmxMiddleware",
        ],
    ):
        server = make_server(
            "127.0.0.1", 0, get_wsgi_application(), server_class=Threads, handler_class=Quiet
        )
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | chromium.launch_arguments()


@pytest.fixture
def server():
    """The site's memory, empty."""
    vars(SERVER).update(vars(Server()))
    return SERVER


@pytest.fixture
def screen(browser, site, server):
    """A page that may break no content policy and throw no error."""
    context = browser.new_context(
        base_url=site, locale="nl-NL", timezone_id="Europe/Amsterdam", reduced_motion="reduce"
    )
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None,
    )
    yield page
    context.close()
    assert faults == []


def at(page, width, path):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    return page


# --- What is shipped -------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "most"), [("kring.css", 26), ("kring.js", 24), ("icons.svg", 6)])
def test_what_a_first_visit_fetches_stays_small(name, most):
    assert len(gzip.compress((ASSETS / name).read_bytes(), 9)) <= most * KILOBYTE


def test_styles_are_only_used_from_our_own_server():
    css = (ASSETS / "kring.css").read_text()

    assert not re.search(r"url\((?!\"?\./source-sans)", css)
    assert "@import" not in css


def icons_named_in(folder):
    return {
        name
        for source in folder.rglob("*.html")
        for name in re.findall(r"""\bicon(?:\(|=)["']([\w-]+)["']""", source.read_text())
    }


def test_every_icon_that_a_component_names_is_on_the_sheet():
    on_sheet = set(re.findall(r'<symbol id="([\w-]+)"', (ASSETS / "icons.svg").read_text()))

    assert icons_named_in(ROOT / "kring/core") - on_sheet == set()


def test_every_icon_that_a_page_names_exists():
    exist = {path.stem for path in (ROOT / "node_modules/@tabler/icons/icons/outline").iterdir()}

    assert icons_named_in(ROOT / "kring") - exist == set()


def test_every_class_of_ours_that_a_component_uses_has_a_style():
    styled = set(re.findall(r"\.(kr-[\w-]+)", (ASSETS / "kring.css").read_text()))
    used = {
        name
        for source in (ROOT / "kring/core/templates").rglob("*.html")
        for names in re.findall(r'class="([^"]*)"', source.read_text())
        for name in re.findall(r"(?<![\w-])kr-[\w-]+(?![\w{-])", names)
    }

    hooks = {"kr-work__when", "kr-person__name", "kr-work__what", "kr-tick__what"}
    assert used - styled - hooks - {name for name in used if name.endswith(("--", "__"))} <= {
        "kr-work",
        "kr-ticks",
        "kr-timeline",
        "kr-message__close",
    }


# --- How it reads ----------------------------------------------------------------------------


def each_width(page, path, check):
    """What the check finds wrong, by width; the page is opened once and made narrower."""
    at(page, max(WIDTHS), path)
    faults = {}
    for width in reversed(WIDTHS):
        page.set_viewport_size({"width": width, "height": 800})
        faults |= {width: found} if (found := check(page)) else {}
    return faults


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES)
def test_everybody_can_use_every_page(screen, path):
    assert each_width(screen, path, checks.accessibility) == {}


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES)
def test_nothing_lies_on_something_else_or_runs_off(screen, path):
    assert each_width(screen, path, checks.layout) == {}


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_a_form_with_errors_is_as_readable(screen, width):
    at(screen, width, "/stap/")
    screen.get_by_role("button", name="Overdracht versturen").click()

    assert checks.accessibility(screen) == []
    assert checks.layout(screen) == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", ["/", "/stap/"])
def test_the_focus_is_never_behind_something(screen, path, width):
    assert checks.focus(at(screen, width, path)) == []


@pytest.mark.browser
def test_the_layout_check_finds_words_on_each_other(screen):
    at(screen, 390, "/stap/")

    screen.evaluate(
        """() => document.querySelectorAll(".kr-check dd").forEach((e) =>
             Object.assign(e.style, { gridRow: 2, gridColumn: "1 / -1" }))"""
    )

    assert checks.layout(screen) != []


@pytest.mark.browser
def test_no_letter_is_wider_than_pictures_reckon_with(screen):
    letters = [*map(chr, range(0x21, 0x7F)), *map(chr, range(0xC0, 0x180)), "…", "’", "你", "👩"]
    at(screen, 1280, "/")

    real = screen.evaluate(
        """async (letters) => {
             await document.fonts.load("14px 'Source Sans 3 Variable'", letters.join(""));
             const picture = document.querySelector(".kr-rings");
             const text = document.createElementNS(picture.namespaceURI, "text");
             text.setAttribute("class", "kr-rings__who");
             picture.append(text);
             return letters.map((letter) => {
               text.textContent = letter.repeat(20);
               return text.getComputedTextLength() / 20;
             });
           }""",
        letters,
    )

    wider = {a: width for a, width in zip(letters, real, strict=True) if width > pictures.width(a)}
    assert wider == {}


@pytest.mark.browser
def test_text_may_be_twice_as_large(screen):
    at(screen, 1280, "/")

    screen.evaluate("document.documentElement.style.fontSize = '200%'")

    assert checks.layout(screen) == []


@pytest.mark.browser
def test_where_readers_choose_the_colours_the_current_page_still_differs(screen):
    screen.emulate_media(forced_colors="active")
    at(screen, 1280, "/")

    current, other = (
        screen.locator(f".kr-nav a{which}").first.evaluate(
            "(e) => getComputedStyle(e).borderBlockEndColor"
        )
        for which in ("[aria-current]", ":not([aria-current])")
    )

    assert current != other


@pytest.mark.browser
def test_on_paper_there_is_no_menu_and_nothing_folded(screen):
    at(screen, 1280, "/")
    screen.emulate_media(media="print")
    screen.evaluate("dispatchEvent(new Event('beforeprint'))")

    assert not screen.locator(".kr-nav").is_visible()
    assert screen.get_by_text("afgedrukt door Samira Haddad op 18 november").is_visible()
    assert screen.get_by_text("Zo werkt het.").is_visible()


# --- Never lose typed text -------------------------------------------------------------------

SAVED = "[data-saved]"


def typed(screen, text="Nieuwe tekst"):
    screen.goto("/stap/")
    screen.get_by_label("Wat is er aan de hand?").fill(text)


@pytest.mark.browser
def test_what_is_typed_is_kept_on_the_server_while_typing(screen, server):
    typed(screen)

    screen.locator(SAVED).get_by_text(re.compile(r"Bewaard om \d\d:\d\d")).wait_for()
    assert server.kept["story"] == "Nieuwe tekst"


@pytest.mark.browser
def test_a_lost_connection_loses_nothing_and_is_tried_again(screen, server):
    screen.route("**/bewaar/", lambda route: route.abort())
    typed(screen, "Nog meer tekst")
    saved = screen.locator(SAVED)
    saved.get_by_text("Nog niet bewaard. Uw tekst staat er nog.").wait_for()

    screen.unroute("**/bewaar/")
    saved.get_by_text("Bewaard om").wait_for(timeout=8000)

    assert server.kept["story"] == "Nog meer tekst"


@pytest.mark.browser
def test_leaving_warns_only_while_something_is_not_kept(screen, server):
    warnings = []
    screen.on("dialog", lambda dialog: (warnings.append(dialog.type), dialog.accept()))
    server.answer = 500
    typed(screen)
    screen.goto("/")
    assert warnings == ["beforeunload"]

    server.answer = 204
    typed(screen)
    screen.locator(SAVED).get_by_text("Bewaard om").wait_for()
    screen.goto("/")

    assert warnings == ["beforeunload"]


@pytest.mark.browser
def test_after_signing_in_elsewhere_the_text_is_still_there_and_is_kept(screen, server):
    server.answer = 401
    typed(screen)
    dialog = screen.get_by_role("dialog", name="U bent uitgelogd")
    dialog.wait_for()
    assert checks.accessibility(screen) == []

    server.answer = 204
    new_key = {"name": "csrftoken", "value": "n" * 32, "domain": "127.0.0.1", "path": "/"}
    screen.context.add_cookies([new_key])
    dialog.get_by_role("button", name="Ik ben weer ingelogd").click()
    screen.locator(SAVED).get_by_text("Bewaard om").wait_for()

    assert server.kept["story"] == "Nieuwe tekst"
    assert screen.locator("form.kr-form [name=csrfmiddlewaretoken]").input_value() == "n" * 32


@pytest.mark.browser
def test_when_someone_else_changed_it_the_writer_is_told(screen, server):
    server.answer = 409

    typed(screen)

    screen.get_by_text("Iemand anders wijzigde dit ook.").wait_for()
    assert screen.get_by_label("Wat is er aan de hand?").input_value() == "Nieuwe tekst"


@pytest.mark.browser
def test_five_minutes_before_the_session_ends_one_can_stay(screen, server):
    screen.clock.install()
    screen.goto("/")
    screen.clock.fast_forward(54 * 60 * 1000)
    assert not screen.get_by_role("dialog").is_visible()

    screen.clock.fast_forward(60 * 1000 + 500)
    screen.get_by_role("button", name="Blijf ingelogd").click()
    screen.get_by_role("dialog").wait_for(state="hidden")

    assert server.stayed == 1


@pytest.mark.browser
def test_staying_ends_with_the_longest_day_and_is_warned_of_once_more(screen, server):
    minutes = 60 * 1000
    screen.clock.install()
    screen.goto("/")
    stay = screen.get_by_role("button", name="Blijf ingelogd")
    for passed in (55, 55):
        screen.clock.fast_forward(passed * minutes + 500)
        stay.click()
        stay.wait_for(state="hidden")
    screen.clock.fast_forward(5 * minutes)
    assert stay.is_visible()

    stay.click()
    stay.wait_for(state="hidden")
    screen.clock.fast_forward(5 * minutes)

    screen.get_by_role("dialog", name="U bent uitgelogd").wait_for()


@pytest.mark.browser
def test_nothing_of_a_page_stays_in_the_browser(screen):
    typed(screen, "Mevrouw El Amrani")
    screen.goto("/")
    screen.keyboard.press("Control+k")
    screen.keyboard.type("Amrani")
    screen.wait_for_timeout(400)

    kept = screen.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")

    assert "Amrani" not in kept
    assert "Amrani" not in screen.url


@pytest.mark.browser
def test_near_the_limit_the_reader_hears_how_much_is_left(screen):
    screen.goto("/stap/")
    name = screen.get_by_label("Naam")

    name.fill("a" * 38)
    screen.get_by_text("Nog 2 tekens over.").wait_for()
    name.fill("a" * 43)
    screen.get_by_text("3 tekens te veel.").wait_for()

    assert name.input_value() == "a" * 43


# --- Working with it -------------------------------------------------------------------------


@pytest.mark.browser
def test_errors_take_the_focus_and_lead_to_the_field(screen):
    screen.goto("/stap/")
    screen.get_by_label("Naam").fill("Samira")
    screen.get_by_role("button", name="Overdracht versturen").click()

    summary = screen.get_by_role("alert")
    assert summary.evaluate("(e) => e === document.activeElement")
    assert screen.title().startswith("Fout: ")
    assert screen.get_by_label("Naam").input_value() == "Samira"
    summary.get_by_role("link", name="Vul ‘Geboortedatum’ in.").click()
    assert screen.get_by_label("Geboortedatum").evaluate("(e) => e === document.activeElement")


@pytest.mark.browser
def test_ticking_shows_at_once_and_can_be_undone(screen, server):
    screen.goto("/")
    box = screen.locator("#actie-1 [role=checkbox]")

    box.click()
    assert box.get_attribute("aria-checked") == "true"
    undo = screen.get_by_role("button", name="Ongedaan maken")
    undo.wait_for()
    assert server.done == {"actie-1"}
    assert checks.accessibility(screen) == []
    undo.click()
    screen.wait_for_load_state()

    assert server.done == set()


@pytest.mark.browser
def test_a_tick_that_is_refused_jumps_back_and_says_so(screen, server):
    server.answer = 500
    screen.goto("/")
    box = screen.locator("#actie-1 [role=checkbox]")

    box.click()
    screen.get_by_text("Dat lukte niet. Er is niets veranderd.").wait_for()

    assert box.get_attribute("aria-checked") == "false"
    screen.get_by_role("button", name="Melding sluiten").click()
    assert screen.locator(".kr-message").count() == 0


@pytest.mark.browser
def test_the_quick_finder_works_by_keyboard_and_posts_what_is_typed(screen, server):
    screen.goto("/stap/")
    screen.goto("/")
    screen.keyboard.press("Control+k")
    finder = screen.get_by_role("dialog", name="Zoeken")
    finder.get_by_role("option").first.wait_for()
    assert checks.accessibility(screen) == []

    screen.keyboard.type("inz")
    expect(finder.get_by_role("option")).to_have_count(1)
    screen.keyboard.press("Enter")
    screen.wait_for_url("**/?inzicht")

    assert server.searched[-1] == "inz"


@pytest.mark.browser
def test_keys_lead_somewhere_but_not_while_typing(screen):
    screen.goto("/stap/")
    screen.get_by_label("Naam").press_sequentially("gw/?")
    assert screen.get_by_label("Naam").input_value() == "gw/?"

    screen.goto("/")
    screen.keyboard.press("j")
    screen.keyboard.press("j")
    assert screen.evaluate("document.activeElement.closest('.kr-tick').id") == "actie-2"
    screen.keyboard.press("?")
    screen.get_by_role("dialog", name="Sneltoetsen").wait_for()
    assert checks.accessibility(screen) == []
    screen.keyboard.press("Escape")
    screen.keyboard.press("g")
    screen.keyboard.press("h")

    screen.wait_for_url("**/stap/")


@pytest.mark.browser
def test_a_form_that_takes_long_says_so_and_may_be_sent_again(screen):
    screen.clock.install()
    at(screen, 390, "/stap/")
    never_answered = "addEventListener('submit', (event) => event.preventDefault())"
    screen.evaluate(never_answered)
    button = screen.get_by_role("button", name="Overdracht versturen")
    words = screen.locator("form").get_by_text("Dit duurt wat langer. U hoeft niets te doen.")

    button.click()
    screen.clock.run_for(2500)
    expect(words).to_have_count(0)
    screen.clock.run_for(1000)
    expect(words).to_be_visible()

    button.click()
    expect(words).to_have_count(0)


@pytest.mark.browser
def test_text_can_be_copied_with_one_button(screen):
    screen.context.grant_permissions(["clipboard-read", "clipboard-write"])
    screen.goto("/")

    screen.get_by_role("button", name="Tekst kopiëren").click()
    screen.get_by_text("Gekopieerd.").wait_for()

    assert "Mevrouw El Amrani" in screen.evaluate("navigator.clipboard.readText()")


@pytest.mark.browser
def test_the_way_to_the_content_is_the_first_stop(screen):
    screen.goto("/")

    screen.keyboard.press("Tab")

    assert screen.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    assert screen.evaluate(checks.HIDDEN_FOCUS) == ""


@pytest.mark.browser
def test_without_script_ticking_searching_and_sending_work(browser, site, server):
    context = browser.new_context(java_script_enabled=False, base_url=site, locale="nl-NL")
    page = context.new_page()

    page.goto("/")
    page.locator("#actie-1 [role=checkbox]").click()
    assert server.done == {"actie-1"}
    assert page.get_by_role("button", name="Ongedaan maken").is_visible()
    page.get_by_role("link", name="Zoek een persoon").click()
    page.get_by_label("Wie of wat zoekt u?").fill("inz")
    page.get_by_role("button", name="Zoeken").click()
    assert page.get_by_text("Inzicht").is_visible()
    page.goto("/stap/")
    page.get_by_role("button", name="Overdracht versturen").click()
    assert page.get_by_role("alert").is_visible()
    assert not page.get_by_role("button", name="Tekst kopiëren").is_visible()

    context.close()


@pytest.mark.browser
def test_a_long_list_is_found_by_typing(screen):
    screen.goto("/stap/")
    theme = screen.get_by_label("Thema", exact=True)

    theme.click()
    expect(screen.get_by_role("option")).to_have_count(12)
    screen.keyboard.type("ma 11")
    expect(screen.get_by_role("option")).to_have_text(["Thema 11"])
    assert checks.accessibility(screen) == []
    theme.press("Enter")

    expect(theme).to_have_value("Thema 11")
    expect(screen.locator("select[name=theme]")).to_have_value("11")
    expect(screen.get_by_role("listbox", name="Antwoorden")).to_be_hidden()
    theme.click()
    screen.keyboard.type("xyz")
    screen.get_by_text("Niets gevonden. Typ een ander woord.").wait_for()
    theme.press("Escape")
    expect(theme).to_have_value("Thema 11")


@pytest.mark.browser
def test_the_usual_days_are_one_tap(screen):
    screen.goto("/stap/")

    screen.get_by_role("button", name="Over een week").click()

    week = screen.evaluate("new Date(Date.now() + 7 * 864e5).toLocaleDateString('en-CA')")
    expect(screen.get_by_label("Dag", exact=True)).to_have_value(week)
