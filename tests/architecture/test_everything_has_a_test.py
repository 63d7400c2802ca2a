"""Every model and every view is named in some test; an exemption is a sentence."""

import inspect
from pathlib import Path

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from tests.integration.access_table import ACCOUNT, ELSEWHERE, NUMBERED, PERSONAL, PLAIN

ROOT = Path(__file__).resolve().parents[1]
EXEMPT_MODELS: dict[str, str] = {}
EXEMPT_VIEWS: dict[str, str] = {}


def test_text() -> str:
    files = [path for path in ROOT.rglob("*.py") if "architecture" not in path.parts]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


test_text.__test__ = False  # type: ignore[attr-defined]


def views(patterns: list[URLPattern | URLResolver], namespace: str = "", prefix: str = "") -> dict[str, str]:
    """Name of each view of ours → its address."""
    found = {}
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found |= views(pattern.url_patterns, pattern.namespace or namespace, route)
        elif is_ours(pattern) and pattern.name:
            found[f"{namespace}:{pattern.name}" if namespace else pattern.name] = route
    return found


def is_ours(pattern: URLPattern) -> bool:
    module = getattr(inspect.unwrap(pattern.callback), "__module__", "")
    return module.split(".")[0] in {"config", "teams", "accounts_app", "reporting"}


def test_every_model_is_named_in_a_test() -> None:
    text = test_text()
    ours = [model for app in ("teams", "accounts_app", "reporting") for model in apps.get_app_config(app).get_models()]
    names = {model.__name__ for model in ours if model.__name__ not in EXEMPT_MODELS}
    assert {name for name in names if name not in text} == set()


def test_every_view_is_opened_in_a_test() -> None:
    """By its name, or with everybody's login through the table of rights."""
    text = test_text()
    asked = {f"accounts/<int:pk>/{end}" for end in ACCOUNT} | {*PLAIN, *NUMBERED, *PERSONAL, *ELSEWHERE}
    found = {name: route for name, route in views(get_resolver().url_patterns).items() if name not in EXEMPT_VIEWS}
    assert len(found) > 15
    assert {name for name, route in found.items() if f'"{name}"' not in text and route not in asked} == set()
