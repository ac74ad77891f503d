"""The neighbourhoods of Waterrijk, drawn by hand: eight outlines around an old harbour."""

_X0, _Y0, _STEP = 5.40, 52.05, 0.004  # a corner in degrees, and the size of one square


def _outline(*corners: tuple[float, float]) -> list[list[float]]:
    ring = [[round(_X0 + x * _STEP, 5), round(_Y0 + y * _STEP, 5)] for x, y in corners]
    return [*ring, ring[0]]


NEIGHBOURHOODS = {
    "oudehaven": ("Oude Haven", _outline((2, 6), (5, 6.4), (5.2, 8.2), (3, 8.8), (1.6, 7.8))),
    "bloemenbuurt": ("Bloemenbuurt", _outline((5, 6.4), (8, 6), (8.6, 8), (7, 9), (5.2, 8.2))),
    "vogelwijk": ("Vogelwijk", _outline((8, 6), (10.6, 5.4), (11, 7.6), (8.6, 8))),
    "spoorkwartier_buurt": ("Spoorkwartier", _outline((3, 4), (6, 4), (5, 6.4), (2, 6))),
    "tuindorp_buurt": ("Tuindorp", _outline((6, 4), (9, 3.6), (8, 6), (5, 6.4))),
    "werven": ("De Werven", _outline((0.6, 3.6), (3, 4), (2, 6), (1.6, 7.8), (0.2, 6))),
    "zuiderpolder": ("Zuiderpolder", _outline((1.4, 1), (5.6, 0.8), (6, 4), (3, 4), (0.6, 3.6))),
    "molenhoek": ("Molenhoek", _outline((5.6, 0.8), (9.6, 1.2), (9, 3.6), (6, 4))),
}  # fmt: skip
