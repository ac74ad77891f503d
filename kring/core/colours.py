"""Colours as people see them: contrast by WCAG, lightness and hue by OKLCH."""

import re
from math import atan2, cos, hypot, sin
from typing import NamedTuple

HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
ROUNDING = 1e-4


class Colour(NamedTuple):
    """Red, green and blue, each from 0 to 1, as a screen gets them."""

    red: float
    green: float
    blue: float

    @property
    def hex(self) -> str:
        return "#" + "".join(f"{round(255 * part):02x}" for part in self)

    @property
    def luminance(self) -> float:
        """How much light it gives, as WCAG counts it."""
        red, green, blue = map(_linear, self)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue


WHITE = Colour(1, 1, 1)


class Oklch(NamedTuple):
    """Lightness, chroma (how colourful) and hue (radians), even to the eye."""

    lightness: float
    chroma: float
    hue: float


def parse(text: str) -> Colour:
    """A colour written as `#0f5b66`. Raises ValueError for anything else."""
    if not HEX.fullmatch(text):
        raise ValueError(f"not a colour like #0f5b66: {text!r}")
    return Colour(*(int(text[at : at + 2], 16) / 255 for at in (1, 3, 5)))


def contrast(one: Colour, other: Colour) -> float:
    """The contrast between two colours, from 1 to 21."""
    dark, light = sorted((one.luminance, other.luminance))
    return (light + 0.05) / (dark + 0.05)


def to_oklch(colour: Colour) -> Oklch:
    """The colour by lightness, chroma and hue (Ottosson, 2020)."""
    r, g, b = map(_linear, colour)
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    medium = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    return Oklch(lightness, hypot(a, b), atan2(b, a))


def from_oklch(wanted: Oklch) -> Colour:
    """The nearest colour a screen can show, with less chroma when it must."""
    chroma = wanted.chroma
    while True:
        parts = _screen(wanted._replace(chroma=chroma))
        if chroma < ROUNDING or all(-ROUNDING <= part <= 1 + ROUNDING for part in parts):
            return Colour(*(_gamma(min(max(part, 0.0), 1.0)) for part in parts))
        chroma *= 0.96


def with_contrast(colour: Oklch, against_white: float) -> Colour:
    """The lightest colour of this chroma and hue with at least this contrast on white.

    Judged on the eight bits per part that a style sheet keeps.
    """
    dark, light = 0.0, 1.0
    for _ in range(24):
        middle = (dark + light) / 2
        tried = parse(from_oklch(colour._replace(lightness=middle)).hex)
        dark, light = (middle, light) if contrast(tried, WHITE) >= against_white else (dark, middle)
    return parse(from_oklch(colour._replace(lightness=dark)).hex)


def _screen(colour: Oklch) -> tuple[float, float, float]:
    lightness, chroma, hue = colour
    a, b = chroma * cos(hue), chroma * sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _gamma(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
