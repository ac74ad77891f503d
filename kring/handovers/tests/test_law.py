"""A report for the Wmo or the Jeugdwet has the law's own dates."""

from datetime import date

from kring.handovers import rules


def test_a_report_for_the_wmo_has_its_dates():
    found = rules.legal_dates(date(2026, 3, 2), is_wmo=True, is_youth=False)

    assert [each.on for each in found] == [
        date(2026, 3, 2), date(2026, 3, 9), date(2026, 4, 13), date(2026, 4, 27),
    ]  # fmt: skip


def test_both_laws_count_beside_one_another():
    found = rules.legal_dates(date(2026, 3, 2), is_wmo=True, is_youth=True)

    assert [each.source for each in found if each.on == date(2026, 4, 27)] == [
        "Awb, artikel 4:13", "Wmo 2015, artikel 2.3.5",
    ]  # fmt: skip


def test_what_is_no_report_has_no_legal_dates():
    assert rules.legal_dates(date(2026, 3, 2), is_wmo=False, is_youth=False) == []
