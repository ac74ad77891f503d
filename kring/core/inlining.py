"""Components in a list, written out where they stand when the page is compiled.

Calling a component costs several times what showing it does, and a list calls the same few for
every row. So inside a loop the body of a component comes in the place of its call: its values under
names that nothing else has, and what it calls under names that no page can take (`OURS`).
"""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer

OURS = "of_the_house_"
Components = dict[str, nodes.Macro]
_numbers = count()


def written(env: Environment, names: list[str]) -> Components:
    """The components of these templates as they were written, by name."""
    if env.loader is None:
        return {}
    trees = [env.parse(env.loader.get_source(env, name)[0]) for name in names]
    return {macro.name: macro for tree in trees for macro in tree.find_all(nodes.Macro)}


def can_be_written(call: nodes.Call, macro: nodes.Macro, inside: list[nodes.Node] | None) -> bool:
    """Whether the body of `macro` may come in the place of `call`; `inside`: what it is around.

    Not when it gets what is known only when it is shown (`*`), or something wrong: then the call
    says so. Not when what is inside would come twice, nowhere, or is told something.
    """
    names = [each.name for each in macro.args]
    given = names[: len(call.args)] + [each.key for each in call.kwargs]
    needed = names[: len(names) - len(macro.defaults)]
    around = [each for each in macro.find_all(nodes.Call) if _is(each.node, "caller")]
    return (
        not (call.dyn_args or call.dyn_kwargs)
        and len(call.args) <= len(names)
        and len(set(given)) == len(given)
        and set(needed) <= set(given) <= set(names)
        and ((inside is None and (not around or _asks(macro))) or len(around) == 1)
        and not any(each.args or each.kwargs for each in around)
    )


def in_its_place(
    call: nodes.Call,
    macro: nodes.Macro,
    inside: list[nodes.Node] | None,
    context: nodes.EvalContext,
) -> nodes.With:
    """The body of `macro` with what `call` gives it. Values that are written out replace names."""
    values: dict[str, nodes.Expr] = {
        each.name: default
        for each, default in zip(
            macro.args[len(macro.args) - len(macro.defaults) :], macro.defaults, strict=True
        )
    }
    values |= {each.name: value for each, value in zip(macro.args, call.args, strict=False)}
    values |= {each.key: each.value for each in call.kwargs}
    stored = {name for part in macro.body for name in _stored(part)}
    fixed = {
        name: value
        for name, value in values.items()
        if name not in stored and _is_written_out(value, context)
    }
    asked = [name for name in values if name not in fixed]
    number = next(_numbers)
    renamed = {name: f"{name}_{number}" for name in {*asked, *stored}}
    body = _Body(fixed, renamed, set(macro.environment.globals), inside)  # type: ignore[union-attr]  # parsed by one
    return nodes.With(
        [nodes.Name(renamed[name], "param") for name in asked],
        [_copy(values[name]) for name in asked],
        [part for each in macro.body for part in body.visit_list(_copy(each))],
        lineno=call.lineno,
    )


class _Body(NodeTransformer):
    """Each name in a component gets its value or new name; `caller` gives way to what is inside."""

    def __init__(
        self,
        fixed: dict[str, nodes.Expr],
        renamed: dict[str, str],
        house: set[str],
        inside: list[nodes.Node] | None,
    ) -> None:
        self.fixed, self.renamed, self.house, self.inside = fixed, renamed, house, inside

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802  # the library's
        if node.name in self.fixed:
            value: nodes.Expr = _copy(self.fixed[node.name])
            return value
        if node.name in self.renamed:
            node.name = self.renamed[node.name]
        elif node.name in self.house:
            node.name = OURS + node.name
        return node

    def visit_Test(self, node: nodes.Test) -> nodes.Node:  # noqa: N802  # the library's
        if node.name == "defined" and _is(node.node, "caller"):
            return nodes.Const(self.inside is not None)
        changed: nodes.Node = self.generic_visit(node)
        return changed

    def visit_Output(self, node: nodes.Output) -> list[nodes.Node]:  # noqa: N802  # the library's
        self.generic_visit(node)
        return in_pieces(node, lambda call: self.inside if _is(call.node, "caller") else None)


def in_pieces(
    output: nodes.Output, instead: Callable[[nodes.Call], list[nodes.Node] | None]
) -> list[nodes.Node]:
    """The same output, with what comes instead of a call in the place of that call."""
    found: list[nodes.Node] = []
    shown = nodes.Output([], lineno=output.lineno)
    for each in output.nodes:
        others = instead(each) if isinstance(each, nodes.Call) else None
        if others is None:
            shown.nodes.append(each)
        else:
            found += [shown, *others]
            shown = nodes.Output([], lineno=output.lineno)
    return [*found, shown]


def _is(node: nodes.Node, name: str) -> bool:
    return isinstance(node, nodes.Name) and node.name == name


def _asks(macro: nodes.Macro) -> bool:
    """Whether it looks if there is anything inside."""
    return any(
        each.name == "defined" and _is(each.node, "caller") for each in macro.find_all(nodes.Test)
    )


def _stored(node: nodes.Node) -> Iterator[str]:
    yield from (each.name for each in node.find_all(nodes.Name) if each.ctx != "load")


def _is_written_out(value: nodes.Expr, context: nodes.EvalContext) -> bool:
    try:
        value.as_const(context)
    except nodes.Impossible:
        return False
    return True


def _copy(node: Any) -> Any:
    if isinstance(node, list | tuple):
        return type(node)(map(_copy, node))
    if not isinstance(node, nodes.Node):
        return node
    fields = [_copy(getattr(node, name)) for name in node.fields]
    return type(node)(*fields, lineno=node.lineno, environment=node.environment)
