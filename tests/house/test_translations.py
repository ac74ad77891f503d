"""English is complete: every Dutch text has its translation, with the same blanks to fill in."""

import pytest

from tools import messages

EXISTING = [language for language in messages.LANGUAGES if messages.catalogue_of(language).exists()]


@pytest.mark.parametrize("language", EXISTING)
def test_every_text_is_translated(language):
    known = messages.translations(language)
    known.update(messages.found(), no_fuzzy_matching=True)

    assert messages.untranslated(known) == []


@pytest.mark.parametrize("language", EXISTING)
def test_translations_have_the_same_blanks(language):
    wrong = [
        f"{message.id}: {error}"
        for message in messages.translations(language)
        for error in message.check()
    ]

    assert wrong == []
