"""What everybody may know of an account: its brief, its towns and its numbers of identity."""

from dataclasses import dataclass

from reporting.dashboards.panels.question import Question


@dataclass(frozen=True, slots=True)
class DirectoryPanel:
    """Facts of the directory; `towns` with the number of active sites, most sites first."""

    brief: str
    towns: tuple[tuple[str, int], ...]
    sites: int


def directory_panel(question: Question) -> DirectoryPanel:
    """One query."""
    counts: dict[str, int] = {}
    for site in question.rows.sites.values():
        counts[site.town] = counts.get(site.town, 0) + 1
    towns = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return DirectoryPanel(question.account.brief, tuple(towns), sum(counts.values()))
