"""Every model and every view is named in some test; an exemption is a sentence."""

import inspect
from pathlib import Path

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[1]
EXEMPT_MODELS: dict[str, str] = {}
EXEMPT_VIEWS: dict[str, str] = {}


def test_text() -> str:
    files = [path for path in ROOT.rglob("*.py") if "architecture" not in path.parts]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


test_text.__test__ = False  # type: ignore[attr-defined]


def view_names(patterns: list[URLPattern | URLResolver], namespace: str = "") -> list[str]:
    names = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            names += view_names(pattern.url_patterns, pattern.namespace or namespace)
        elif is_ours(pattern) and pattern.name:
            names.append(f"{namespace}:{pattern.name}" if namespace else pattern.name)
    return names


def is_ours(pattern: URLPattern) -> bool:
    module = getattr(inspect.unwrap(pattern.callback), "__module__", "")
    return module.split(".")[0] in {"config", "teams", "accounts_app", "reporting"}


def test_every_model_is_named_in_a_test() -> None:
    text = test_text()
    ours = [model for app in ("teams", "accounts_app", "reporting") for model in apps.get_app_config(app).get_models()]
    names = {model.__name__ for model in ours if model.__name__ not in EXEMPT_MODELS}
    assert {name for name in names if name not in text} == set()


def test_every_view_is_opened_in_a_test() -> None:
    text = test_text()
    names = {name for name in view_names(get_resolver().url_patterns) if name not in EXEMPT_VIEWS}
    assert len(names) > 15
    assert {name for name in names if f'"{name}"' not in text} == set()
