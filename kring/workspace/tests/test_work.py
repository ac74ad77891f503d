"""Mijn werk shows all of the work, a page at a time."""

import re

from kring.workspace.tests.conftest import page
from kring.workspace.tests.stories import action_of_samira


def test_more_actions_than_a_page_are_on_the_next(village, as_samira):
    for number in range(27):
        action_of_samira(village, title=f"Klus {number:02}")

    first = page(as_samira, "/mijn-werk/")
    more = re.search(r'href="(\?acties=[^"#]+)#acties"', first)[1]
    second = page(as_samira, f"/mijn-werk/{more}")

    names = [set(re.findall(r"Klus \d\d", html)) for html in (first, second)]
    assert all(names)
    assert not names[0] & names[1]
    assert len(names[0] | names[1]) == 27
