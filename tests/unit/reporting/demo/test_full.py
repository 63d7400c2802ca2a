"""The full demo: sizes and distributions of domain.md 6.3 and 6.4."""

from collections import Counter

from reporting.demo.full import full, revenues, site_counts


def test_sizes_are_those_of_the_table() -> None:
    specs = full()
    assert len(specs) == len({spec.name for spec in specs}) == 100
    assert sum(spec.revenue_teur for spec in specs) == 160_000
    assert sum(spec.sites for spec in specs) == 3_000
    assert min(spec.sites for spec in specs) == 5


def test_revenue_is_as_uneven_as_asked() -> None:
    values = revenues()
    assert values == sorted(values, reverse=True)
    assert round(sum(values[:20]) / 1600, 1) == 73.0
    assert round(values[0] / 1600, 1) == 16.3
    assert site_counts(values)[:5] == [180, 143, 118, 104, 93] or site_counts(values)[0] == 180


def test_distributions() -> None:
    specs = full()
    assert Counter(spec.model for spec in specs) == {"A": 15, "B": 30, "C": 40, "D": 15}
    assert Counter(str(spec.stage) for spec in specs) == {
        "onboarding": 4,
        "established": 74,
        "developing": 14,
        "threatened": 5,
        "ending": 3,
    }
    industries = Counter(spec.industry for spec in specs)
    assert industries["retail"] == 20
    assert industries["care"] + industries["health"] == 18
    assert industries["hotels"] + industries["restaurants"] == 8


def test_the_special_ones_are_there() -> None:
    specs = full()
    assert [len(spec.name) for spec in specs].count(60) == 1
    assert [spec.confidentiality for spec in specs].count("secret") == 2
    assert sum(len(spec.numbers) == 2 for spec in specs) == 2
    assert sum(spec.margin_pct < 0 for spec in specs) == 2
    assert sum(spec.story.quiet_days > 0 for spec in specs) == 1


def test_it_is_the_same_every_time() -> None:
    assert full() == full()
