"""The machine as a picture for the docs, drawn from the table itself."""

from ..models.choices import Side, State
from .moves import ENDINGS, MOVES

_WHO = {
    Side.SENDER: "sender",
    Side.RECEIVER: "receiver",
    Side.EITHER: "either",
    Side.BOTH: "both agree",
}


def mermaid() -> str:
    """A state diagram: every move once, with who makes it and for which kinds if not for all."""
    lines = ["stateDiagram-v2"]
    lines += [f"  {state.value}: {state.value} ({state.label})" for state in State]
    lines.append(f"  [*] --> {State.DRAFT.value}")
    arrows: dict[tuple[State, State], list[str]] = {}
    for move in MOVES:
        said = arrows.setdefault((move.before, move.after), [])
        words = f"{move.verb}, {_WHO[move.who]}{_only(move.before, move.after)}"
        if words not in said:
            said.append(words)
    lines += [
        f"  {before.value} --> {after.value}: {' / '.join(said)}"
        for (before, after), said in arrows.items()
    ]
    lines += [f"  {state.value} --> [*]" for state in State if state in ENDINGS]
    return "\n".join(lines)


def _only(before: State, after: State) -> str:
    kinds = {kind for m in MOVES if (m.before, m.after) == (before, after) for kind in m.kinds}
    if len(kinds) == len({kind for move in MOVES for kind in move.kinds}):
        return ""
    return f", {' and '.join(sorted(kinds))}"
