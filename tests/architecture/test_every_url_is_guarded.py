"""Walks every address of the application: without a login each one leads to the login page."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

# Addresses open to anybody, each with its reason.
OPEN = {
    "healthz": "a load balancer has no login and learns one word",
    "readyz": "a load balancer has no login and learns one word",
    "robots.txt": "says only that nothing is to be indexed",
    "i18n/setlang/": "the login page is read in the reader's language",
}
OPEN_PREFIXES = {
    "accounts/login/": "the login itself",
    "accounts/logout/": "ends a login that is not there",
    "accounts/signup/": "closed; shows that sign-up is closed",
    "accounts/password/reset/": "a forgotten password",
    "accounts/confirm-email/": "links of mails",
    "accounts/inactive/": "tells a closed login that it is closed",
    "accounts/3rdparty/login/": "single sign-on comes back here",
    "accounts/3rdparty/signup/": "single sign-on comes back here",
    "accounts/oidc/": "single sign-on comes back here",
    "accounts/2fa/authenticate/": "second step of the login",
    "accounts/2fa/trust/": "second step of the login",
    "accounts/social/": "single sign-on comes back here",
    "accounts/reauthenticate/": "asks for the password again",
}


def addresses() -> Iterator[str]:
    """Every address with its parameters filled in by plain values."""
    for route in walk(get_resolver().url_patterns, ""):
        filled = re.sub(r"<(?:\w+:)?\w+>", "1", route)
        filled = re.sub(r"\(\?P<\w+>[^)]*\)+", "1", filled)
        yield re.sub(r"[\^$\\]", "", filled)


def walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, route)
        else:
            yield route


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_answers_a_stranger(client: Client, method: str) -> None:
    unguarded = []
    seen = 0
    for address in addresses():
        if address in OPEN or address.startswith(tuple(OPEN_PREFIXES)):
            continue
        seen += 1
        response = getattr(client, method)("/" + address)
        if not (response.status_code == 302 and "/accounts/login/" in response["Location"]):
            unguarded.append(f"{method} /{address} answered {response.status_code}")
    assert seen > 20
    assert unguarded == []
