"""Pages of professionals read well at every width, in a real browser."""

import pytest

from tests.journeys.looks import good

pytestmark = pytest.mark.browser
HOUSEHOLD = ["", "plan/", "betrokkenen/", "tijdlijn/", "inzage/"]


@pytest.mark.parametrize("path", ["/mijn-werk/", "/huishoudens/", "/meer/"])
def test_a_page_reads_well(live, sign_in, path):
    page = sign_in("samira")

    page.goto(live.url + path)

    good(page)


@pytest.mark.parametrize("tab", HOUSEHOLD)
def test_a_household_reads_well(live, sign_in, tab):
    page = sign_in("samira")

    page.goto(f"{live.url}/huishouden/{live.village.devries}/{tab}")

    good(page)
