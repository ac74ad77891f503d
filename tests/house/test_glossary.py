from pathlib import Path

from django.apps import apps

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"


def test_every_model_is_in_the_glossary():
    words = {line.split("|")[1].strip() for line in GLOSSARY.open() if line.startswith("|")}
    models = {
        model.__name__ for model in apps.get_models() if model.__module__.startswith("kring.")
    }
    assert models - words == set()
