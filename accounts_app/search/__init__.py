"""The folded, typo-tolerant look-up: "hamenlinan sahk" finds Hämeenlinnan Sähkö."""

from accounts_app.search.look_up import look_up
from accounts_app.search.results import AccountHit, PersonHit, Results, TownHit

__all__ = ["AccountHit", "PersonHit", "Results", "TownHit", "look_up"]
