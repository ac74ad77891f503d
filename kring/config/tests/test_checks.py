import pytest
from django.core.exceptions import ImproperlyConfigured

from kring.config import checks


@pytest.fixture
def production(settings):
    """As an operator sets it up, with nothing wrong."""
    settings.DEVELOPMENT = settings.DEMO = settings.DEBUG = settings.EMBEDDED = False
    settings.SECRET_KEY = "k" * 64
    settings.SECRET_KEY_FALLBACKS = []
    settings.FIELD_KEYS = ["f" * 44]
    settings.BASE_URL = "https://kring.example.nl"
    settings.ALLOWED_HOSTS = ["kring.example.nl"]
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    return settings


def found():
    return {error.id for error in checks.dangerous_settings()}


def test_a_sound_installation_has_no_danger(production):
    assert found() == set()


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("DEBUG", True, "kring.E001"),
        ("SECRET_KEY", "only-for-this-machine" * 3, "kring.E002"),
        ("SECRET_KEY_FALLBACKS", ["only-for-this-machine"], "kring.E002"),
        ("FIELD_KEYS", ["only-for-this-machine-only-for-this-machine="], "kring.E002"),
        ("DEMO", True, "kring.E003"),
        ("SECRET_KEY", "short", "kring.E004"),
        ("FIELD_KEYS", [], "kring.E005"),
        ("EMBEDDED", True, "kring.E006"),
        ("BASE_URL", "http://kring.example.nl", "kring.E007"),
        ("SESSION_COOKIE_SECURE", False, "kring.E008"),
        ("CSRF_COOKIE_SECURE", False, "kring.E008"),
        ("ALLOWED_HOSTS", ["*"], "kring.E009"),
    ],
)
def test_each_danger_is_refused(production, name, value, error):
    setattr(production, name, value)

    assert found() == {error}


def test_the_demo_may_run_on_this_machine(settings):
    settings.DEVELOPMENT = settings.DEMO = True
    settings.BASE_URL = "http://localhost:8001"
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]

    assert found() == set()


def test_the_demo_may_not_answer_to_another_name(settings):
    settings.DEVELOPMENT = settings.DEMO = True
    settings.ALLOWED_HOSTS = ["localhost", "kring.example.nl"]

    assert found() == {"kring.E002", "kring.E003"}


@pytest.mark.database
@pytest.mark.django_db
def test_the_role_of_the_application_has_no_powers():
    assert checks.powerful_role(databases=["default"]) == []


@pytest.mark.database
@pytest.mark.django_db(databases=["owner"])
def test_a_role_that_owns_tables_is_found():
    assert "owns tables" in checks.powers("owner")


@pytest.mark.django_db
def test_the_web_server_does_not_start_in_danger(production):
    production.DEBUG = True

    with pytest.raises(ImproperlyConfigured, match=r"kring\.E001"):
        checks.refuse_danger()
