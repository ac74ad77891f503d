"""A municipality's one brand colour becomes a set of design tokens, always readable.

The tokens are the `--basis-color-*` layer that every component of the NL Design System
takes its colours from. A ladder of eight steps is chosen by contrast with white, not by
lightness, so that any brand colour meets WCAG. What red, amber, green and ink mean is the
same everywhere: those are not a municipality's to change.
"""

from django.urls import reverse

from kring.core.colours import WHITE, Colour, Oklch, contrast, parse, to_oklch, with_contrast

BRAND = "#0f5b66"
PAPER = "#faf8f4"
INK, PAPER_TINT = "#4a5a5c", "#6b6455"
STATES = {
    "positive": "#1d6b41",
    "negative": "#a8261f",
    "warning": "#8a4b06",
    "info": "#0f5b8a",
}

Ladder = dict[int, Colour]

# Step: its contrast with white, and the share of the chroma it keeps.
STEPS: dict[int, tuple[float, float]] = {
    50: (1.045, 0.16),
    100: (1.12, 0.28),
    200: (1.3, 0.45),
    300: (1.75, 0.6),
    400: (5.6, 1.0),
    500: (7.0, 1.0),
    600: (8.6, 0.95),
    700: (13.5, 0.7),
}
FIRST_DARK = 400
# A brand colour with a contrast in between is used as it is, for buttons and links.
AS_IT_IS = (5.9, 12.0)

ON_LIGHT: dict[str, int] = {
    "bg-subtle": 50,
    "bg-default": 100,
    "bg-hover": 200,
    "bg-active": 200,
    "border-subtle": 300,
    "border-default": 400,
    "border-hover": 500,
    "border-active": 500,
    "color-subtle": 400,
    "color-default": 500,
    "color-hover": 600,
    "color-active": 600,
    "color-document": 700,
}
WHITE_STEP = 0
ON_DARK: dict[str, int] = {
    "bg-document": 600,
    "bg-subtle": 700,
    "bg-default": 500,
    "bg-hover": 600,
    "bg-active": 600,
    "border-subtle": 400,
    "border-default": 300,
    "border-hover": 200,
    "border-active": 200,
    "color-subtle": 300,
    "color-default": WHITE_STEP,
    "color-hover": WHITE_STEP,
    "color-active": WHITE_STEP,
    "color-document": WHITE_STEP,
}


def css(brand: str) -> str:
    """The style sheet of a municipality with this brand colour (`#0f5b66`)."""
    return _sheet(brand_tokens(brand))


def href(brand: str) -> str:
    """Where the style sheet of this brand colour is; empty when it is the one we start from."""
    return "" if brand == BRAND else reverse("workspace:theme", args=[brand[1:]])


def default_css() -> str:
    """The style sheet everyone starts from: our brand, ink, paper and states."""
    return _sheet(default_tokens() | brand_tokens(BRAND))


def brand_tokens(brand: str) -> dict[str, str]:
    """The tokens that follow the brand colour. Raises ValueError for no colour."""
    steps = ladder(brand, exact=True)
    return role("action-1", steps) | role("accent-1", steps) | role("action-2", steps)


def default_tokens() -> dict[str, str]:
    """The tokens that are the same everywhere: cool ink on warm paper, four states."""
    warm, cool = ladder(PAPER_TINT, chroma=0.014), ladder(INK, chroma=0.02)
    tokens = role("default", {step: (warm if step < FIRST_DARK else cool)[step] for step in STEPS})
    for name, colour in STATES.items():
        tokens |= role(name, ladder(colour))
    return tokens


def ladder(colour: str, *, chroma: float = 1.0, exact: bool = False) -> Ladder:
    """Eight steps of one colour. `chroma` caps it; `exact` keeps it when it is readable."""
    given = parse(colour)
    pure = to_oklch(given)
    pure = pure._replace(chroma=min(pure.chroma, chroma))
    steps = {step: _step(pure, step) for step in STEPS}
    own = contrast(given, WHITE)
    if exact and AS_IT_IS[0] <= own <= AS_IT_IS[1]:
        steps[500] = given
        steps[600] = with_contrast(pure, max(own * 1.3, STEPS[500][0]))
        steps[700] = with_contrast(pure, max(own * 1.5, STEPS[700][0]))
    return steps


def role(name: str, steps: Ladder) -> dict[str, str]:
    """The tokens of one role, on light and (inverse) on dark."""
    prefix = f"--basis-color-{name}"
    light = {f"{prefix}-{part}": steps[step].hex for part, step in ON_LIGHT.items()}
    dark = {
        f"{prefix}-inverse-{part}": (steps[step] if step else WHITE).hex
        for part, step in ON_DARK.items()
    }
    return light | {f"{prefix}-bg-document": WHITE.hex} | dark


def _step(pure: Oklch, step: int) -> Colour:
    against_white, kept = STEPS[step]
    return with_contrast(pure._replace(chroma=pure.chroma * kept), against_white)


def _sheet(tokens: dict[str, str]) -> str:
    lines = "".join(f"  {name}: {value};\n" for name, value in sorted(tokens.items()))
    return f":root {{\n{lines}}}\n"


if __name__ == "__main__":
    print(default_css(), end="")  # noqa: T201  # make look writes this to assets/css/theme.css
