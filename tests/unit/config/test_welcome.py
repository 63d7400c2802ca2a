"""What a newcomer reads first."""

from config import welcome


def test_it_names_the_address_and_every_login() -> None:
    text = welcome.text("8080")
    assert "http://127.0.0.1:8080" in text
    for login in ("asiakkuusjohtaja", "puheenjohtaja", "projekti", "esimies", "controller", "yllapito"):
        assert login in text
