"""The environment every page is rendered in: components, links and Dutch words."""

from collections.abc import Callable
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined
from jinja2.runtime import Macro

from kring.core import forms, htmx, inlining, keeping, moments, pictures
from kring.core.chrome import Chrome
from kring.core.folding import Pages

COMPONENTS = "components/"


def environment(**options: Any) -> Pages:
    """An environment for Django's Jinja2 backend: that of our first language."""

    @cache
    def in_language(code: str) -> Pages:
        return pages(code, in_language, options)

    return in_language(settings.LANGUAGE_CODE)


def pages(language: str, elsewhere: Callable[[str], Pages], options: dict[str, Any]) -> Pages:
    """The pages in one language, with every component as a global."""
    env = Pages(
        **options
        | {
            "autoescape": True,
            "trim_blocks": True,
            "lstrip_blocks": True,
            "undefined": StrictUndefined,
            "extensions": ["jinja2.ext.i18n"],
        }
    )
    env.language, env.elsewhere = language, elsewhere
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]  # added by the extension
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    env.globals |= {
        "keep_at": keeping.keep_at,
        "kept_at": keeping.kept_at,
        "new_form": keeping.new_form,
        "KEPT_AT": keeping.DOOR,
        "chrome": Chrome(),  # for pages that no view draws, such as 404
        "static": static,
        "url": url,
        "language": lambda: get_language() or "nl",
        "error_title": forms.error_title,
        "error_links": forms.error_links,
        "htmx_config": htmx.CONFIG,
        "icon": icon,
        "glyph": icon,  # for components that have a parameter called icon
        "progress_bar": pictures.progress_bar,
        "rings_picture": pictures.rings,
    }
    env.filters |= {
        "day": moments.full_day,
        "phone": moments.phone,
        "number": moments.number,
        "postcode": moments.postcode,
        "translated": gettext,  # for what a rule says or a standard is called
        "without": without,
    }
    env.globals |= components(env)
    env.globals |= {inlining.OURS + name: value for name, value in env.globals.items()}
    env.components = inlining.written(env, _component_files(env))
    return env


def _component_files(env: Environment) -> list[str]:
    return env.list_templates(filter_func=lambda name: name.startswith(COMPONENTS))


def components(env: Environment) -> dict[str, Callable[..., str]]:
    """Every public macro of `components/*.html`, by name; two of one name are refused."""
    found: dict[str, Callable[..., str]] = {}
    for template in _component_files(env):
        # Shared, so that a component finds components that come after it.
        module = env.get_template(template).make_module(env.globals, shared=True)
        macros = {name: macro for name, macro in vars(module).items() if isinstance(macro, Macro)}
        if twice := macros.keys() & (found.keys() | env.globals.keys()):
            raise ValueError(f"{template}: {', '.join(twice)} exists already")
        found |= macros
    return found


def url(name: str, *args: object, **kwargs: object) -> str:
    """The path of a page: `url("handovers:detail", pk)`. Raises NoReverseMatch."""
    if kwargs or not all(isinstance(each, UUID) for each in args):
        return reverse(name, args=args, kwargs=kwargs)
    return _path(name, len(args)) % args


@cache
def _path(name: str, ids: int) -> str:
    """The path of a page with `%s` in the place of each id: looked up once, used in every row."""
    marks = [UUID(int=number) for number in range(1, ids + 1)]
    found = reverse(name, args=marks).replace("%", "%%")
    for mark in marks:
        found = found.replace(str(mark), "%s")
    return found


def without(values: dict[str, object], *names: str) -> dict[str, object]:
    """The dict without some of its keys, for HTML attributes."""
    return {name: value for name, value in values.items() if name not in names}


@cache
def _icon_sheet() -> str:
    """Where the icon sheet is; its name holds its hash, so it stays while the process lives."""
    return static("icons.svg")


@cache
def icon(name: str, label: str = "") -> SafeString:
    """A picture from the icon sheet; decoration, unless `label` says what it means.

    The build puts an icon on the sheet when it finds `icon("…")` or `icon="…"` in a
    template or in Python, so write the name out.
    """
    sheet = f"{_icon_sheet()}#{name}"
    if label:
        return format_html(
            '<svg class="kr-icon" role="img" aria-label="{}"><use href="{}"></use></svg>',
            label,
            sheet,
        )
    return format_html(
        '<svg class="kr-icon" aria-hidden="true" focusable="false"><use href="{}"></use></svg>',
        sheet,
    )
