"""What stands around a page: whose it is, where one can go, what waits."""

from dataclasses import dataclass

from django.utils.translation import gettext


@dataclass(frozen=True, kw_only=True)
class NavItem:
    """One place in the main menu; `short` is its name in the bar of a phone."""

    label: str
    url: str
    icon: str
    short: str = ""
    current: bool = False
    waiting: int = 0


@dataclass(frozen=True, kw_only=True)
class Me:
    """The person who is signed in, as the header shows them."""

    name: str
    initials: str
    url: str
    role: str = ""


@dataclass(frozen=True, kw_only=True)
class EmergencyNumber:
    """Whom the region calls at this hour; `phone` as E.164 or a short number."""

    label: str
    phone: str
    hours: str = ""


@dataclass(frozen=True, kw_only=True)
class Chrome:
    """Everything the base pages show that is not the page itself.

    `team_word`: what the neighbourhood team is called here.
    `danger`: begin with the danger line, with `numbers` of the region.
    `session_seconds`: how long the session lasts without a new request; `session_at_most`: however
    much is asked.
    `keys_to`: where a `g`-shortcut leads, by its letter. Empty addresses hide their link.
    """

    municipality: str = ""
    team_word: str = "wijkteam"
    home_url: str = "/"
    me: Me | None = None
    nav: tuple[NavItem, ...] = ()
    more_url: str = ""
    search_url: str = ""
    help_url: str = "/hulp/"
    accessibility_url: str = "/toegankelijkheid/"
    privacy_url: str = "/privacy/"
    theme_href: str = ""
    logo_href: str = ""
    danger: bool = False
    numbers: tuple[EmergencyNumber, ...] = ()
    compact: bool = False
    shortcuts: bool = True
    keys_to: tuple[tuple[str, str], ...] = ()
    session_seconds: int = 0
    session_at_most: int = 0
    stay_url: str = ""
    sign_in_url: str = ""
    printed_by: str = ""
    printed_at: str = ""

    @property
    def team(self) -> str:
        """The neighbourhood team as readers here know it: after "het" or "uw"."""
        return gettext(self.team_word)
