"""What of a page is the same each time, worked out once: when its template is compiled.

Sentences, icons and components of which a template writes everything out become plain text, in
each language apart. So a page spends its time on what differs.
"""

from collections.abc import Callable, MutableMapping
from typing import Any

from django.conf import settings
from django.utils import translation
from jinja2 import Environment, nodes
from jinja2.runtime import Macro, markup_join
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from kring.core import inlining

SENTENCES = {"_", "gettext"}
FIXED = {"icon", "glyph", "static"}  # as components: the same each time they get the same


class Pages(Environment):
    """The pages in one language; `elsewhere` gives those in another."""

    language: str
    elsewhere: Callable[[str], "Pages"]
    components: inlining.Components = {}  # as they were written; none while they are compiled

    def get_template(self, *arguments: Any, **named: Any) -> Any:
        """The template in the language of whoever reads."""
        reads = translation.get_language()
        known = reads != self.language and reads in dict(settings.LANGUAGES)
        pages = self.elsewhere(reads) if known else self
        return super(Pages, pages).get_template(*arguments, **named)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One plain dict for all templates: a form copies them for each of its parts."""
        return self.globals if d is None else {**self.globals, **d}

    def _generate(self, source: nodes.Template, *arguments: Any, **named: Any) -> str:
        with translation.override(self.language):
            folded = Folding(self, source).visit(source)
            return super()._generate(folded, *arguments, **named)


class Folding(NodeTransformer):
    """Puts what a call says in the place of the call, when all it gets is written out.

    Inside a loop a component that gets something else is written out itself.
    """

    def __init__(self, environment: Pages, source: nodes.Template) -> None:
        self.environment = environment
        self.context = nodes.EvalContext(environment)
        self.loops = 0
        own = {each.name for each in source.find_all(nodes.Macro)}
        own |= {each.name for each in source.find_all(nodes.Name) if each.ctx != "load"}
        self.fixed: dict[str, Any] = {
            name: value
            for name, value in environment.globals.items()
            if name not in own and (name in FIXED or isinstance(value, Macro))
        }
        self.fixed |= {inlining.OURS + name: value for name, value in self.fixed.items()}
        self.components = {
            called: macro
            for name, macro in environment.components.items()
            for called in (name, inlining.OURS + name)
            if called in self.fixed
        }

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802  # the library's
        self.loops += 1
        self.generic_visit(node)
        self.loops -= 1
        return node

    def visit_If(self, node: nodes.If) -> nodes.Node | list[nodes.Node]:  # noqa: N802  # the library's
        """What is never shown goes, before anyone looks what it would say."""
        test: nodes.Expr = self.visit(node.test)
        node.test = test
        try:
            shown = test.as_const(self.context)
        except nodes.Impossible:
            return self.generic_visit(node)
        if shown:
            return self._all(node.body)
        if not node.elif_:
            return self._all(node.else_)
        first, *others = node.elif_
        return self.visit_If(nodes.If(first.test, first.body, others, node.else_))

    def _all(self, found: list[nodes.Node]) -> list[nodes.Node]:
        return [part for each in found for part in self.visit_list(each)]

    def visit_Output(self, node: nodes.Output) -> list[nodes.Node]:  # noqa: N802  # the library's
        self.generic_visit(node)
        return inlining.in_pieces(node, lambda call: self._component(call, None))

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802  # the library's
        """A component around something stays outside a loop; what is inside is looked at."""
        self.generic_visit(node.call)
        node.body[:] = self._all(node.body)
        written = None if node.args else self._component(node.call, node.body)
        return written[0] if written else node

    def _component(
        self, call: nodes.Call, inside: list[nodes.Node] | None
    ) -> list[nodes.Node] | None:
        """The component that is called, written out; none when it stays a call."""
        macro = self.components.get(getattr(call.node, "name", "")) if self.loops else None
        if macro is None or not inlining.can_be_written(call, macro, inside):
            return None
        made = inlining.in_its_place(call, macro, inside, self.context)
        made.set_environment(self.environment)
        return [self.generic_visit(made)]

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802  # the library's
        self.generic_visit(node)
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        try:
            given = [each.as_const(self.context) for each in node.args]
            if name in SENTENCES:
                return self._sentence(given[0], node.kwargs)
            if name in self.fixed:
                named = {each.key: each.value.as_const(self.context) for each in node.kwargs}
                return self._known(self.fixed[name](*given, **named))
        except nodes.Impossible:
            pass  # it depends on what the page is about
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802  # the library's
        """Joined here, as when shown: the library joins what is written out to unsafe text."""
        self.generic_visit(node)
        try:
            return self._known(markup_join(each.as_const(self.context) for each in node.nodes))
        except nodes.Impossible:
            return node

    def _sentence(self, sentence: str, values: list[nodes.Keyword]) -> nodes.Expr:
        """The sentence in this language; its values are filled in, escaped, when it is shown."""
        pairs = [nodes.Pair(nodes.Const(each.key), each.value) for each in values]
        here = Markup(translation.gettext(sentence))  # noqa: S704  # our own words, as in jinja2.ext
        filled = nodes.Mod(self._known(here), nodes.Dict(pairs))
        filled.set_environment(self.environment)
        return filled

    def _known(self, value: object) -> nodes.Const:
        # Any other safe text would be written down in the compiled page as bare, unsafe text.
        safe = Markup(value) if hasattr(value, "__html__") else value  # noqa: S704  # it says so
        return nodes.Const(safe, environment=self.environment)
