"""The pages each demo user meets. A link found on one of them is followed by its pattern."""

PAGES = {
    "asiakkuusjohtaja": ["/", "/accounts/", "@account", "@card", "/accounts/a-z/", "/cards/", "/colours/"],
    "puheenjohtaja": ["/", "/board/", "@account", "@card", "/people/board/", "/board/?status=RED"],
    "projekti": [
        "/",
        "/accounts/",
        "@account",
        "/accounts/search/?q=hamenlinan+sahk",
        "/people/",
        "@person",
        "/gallery/",
    ],
    "controller": ["/imports/", "/imports/new/", "/jobs/"],
}
# Where the first link of a kind is found, and how its address looks.
FOUND_ON = {
    "@account": ("/accounts/", r"^/accounts/\d+/$"),
    "@card": ("/cards/", r"^/cards/\d+/$"),
    "@person": ("/people/", r"^/people/\d+/$"),
}
