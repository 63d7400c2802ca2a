"""The hits of a look-up as lines to read and as plain values, when no single customer was meant."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from accounts_app.search.results import Results, RoleHit


def hits_as_lines(results: Results) -> list[str]:
    """One line a hit under the heading of its kind."""
    lines: list[str] = []
    for title, hits in _kinds(results):
        lines += [title, *(f"  {' · '.join(word for word in hit.values() if word)}" for hit in hits)]
    return lines


def hits_as_plain_values(results: Results) -> list[dict[str, str]]:
    """Every hit with its kind."""
    return [{"kind": title, **hit} for title, hits in _kinds(results) for hit in hits]


def _role(hit: RoleHit) -> list[dict[str, str]]:
    """The title with each of its holders; the bare title when nobody holds it."""
    title = {"name": str(hit.title)}
    people = (holder.person for holder in hit.holders)
    return [{**title, "person": person.name, "phone": person.phone} for person in people] or [title]


def _kinds(results: Results) -> Iterator[tuple[str, list[dict[str, str]]]]:
    experts = [(hit, expert) for hit in results.services for expert in hit.experts]
    kinds = (
        (_("Who answers for what"), [line for hit in results.roles for line in _role(hit)]),
        (
            _("Services and their experts"),
            [
                {"name": hit.name, "person": expert.person.name, "phone": expert.person.phone}
                | {"towns": ", ".join(expert.towns)}
                for hit, expert in experts
            ],
        ),
        (
            _("Accounts"),
            [
                {
                    "name": hit.account.name,
                    "person": acting.name if acting else "",
                    "phone": acting.phone if acting else "",
                }
                for hit in results.accounts
                for acting in [hit.responsible.acting]
            ],
        ),
        (
            _("People"),
            [{"name": hit.person.name, "title": hit.person.title, "phone": hit.person.phone} for hit in results.people],
        ),
        (
            _("Sites"),
            [{"name": hit.site.name, "town": hit.site.town.name, "account": hit.account.name} for hit in results.sites],
        ),
        (
            _("Contacts of customers"),
            [{"name": hit.contact.name, "account": hit.account.name} for hit in results.contacts],
        ),
        (_("Towns"), [{"name": hit.town.name} for hit in results.towns]),
    )
    return ((title, hits) for title, hits in kinds if hits)
