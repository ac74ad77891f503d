"""The settings of the product, with the floor pages beside it and statements counted."""

from kring.config.settings import *  # noqa: F403
from kring.config.settings import MIDDLEWARE as _MIDDLEWARE
from kring.config.settings import TEMPLATES as _TEMPLATES
from kring.config.settings import env

ROOT_URLCONF = "bench.urls"
MIDDLEWARE = ["bench.floor.count_statements", *_MIDDLEWARE]
TEMPLATES = [*_TEMPLATES[:1], _TEMPLATES[1] | {"DIRS": [env.str("PWD", ".") + "/bench"]}]
for _database in DATABASES.values():  # noqa: F405
    _database["NAME"] = env.str("KRING_BENCH_DATABASE", "kring")
