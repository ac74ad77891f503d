from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.residents import rules


@given(st.data())
def test_a_code_with_one_wrong_sign_is_not_read(data):
    code = rules.new_code()
    place = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(st.sampled_from(rules.ALPHABET.replace(code[place], "")))

    assert rules.read_code(code) == code
    assert rules.read_code(code[:place] + other + code[place + 1 :]) is None


def test_letters_that_look_like_digits_are_read_as_those():
    code = next(code for code in iter(rules.new_code, None) if "0" in code and "1" in code)

    assert rules.read_code(code.replace("0", "O").replace("1", "l")) == code


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("4-5-1984", date(1984, 5, 4)),
        ("04.05.1984", date(1984, 5, 4)),
        ("1984-05-04", date(1984, 5, 4)),
        ("31-2-1984", None),
        ("vier mei", None),
    ],
)
def test_a_birthday_is_read_as_people_type_it(text, day):
    assert rules.read_day(text) == day


def test_age_is_counted_in_whole_years():
    assert rules.age(date(2012, 3, 3), date(2026, 3, 2)) == 13
    assert rules.age(date(2012, 3, 2), date(2026, 3, 2)) == 14
