"""The pages each demo user meets. A link found on one of them is followed by its pattern."""

PAGES = {
    "asiakkuusjohtaja": [
        "/",
        "/accounts/",
        "@account",
        "@card",
        "/accounts/a-z/",
        "/cards/",
        "/colours/",
        "/accounts/4/?tab=care",
        "/accounts/4/records/meeting/",
        "/accounts/4/records/meeting/new/",
        "/accounts/4/records/goal/new/",
        "/accounts/4/records/risk/new/",
        "/accounts/4/records/contract/new/",
    ],
    "puheenjohtaja": [
        "/",
        "/board/",
        "@account",
        "@card",
        "/people/board/",
        "/board/?status=RED",
        "/accounts/18/override/",
        "/limits/",
        "/limits/new/?scope=care_model&care_model=A&rule=R07",
    ],
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
