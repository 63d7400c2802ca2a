"""What the tests with real workers share."""

import pytest
from django.db import connection


@pytest.fixture
def database_url() -> str:
    """The address of the database of this test, for another process."""
    if connection.vendor != "postgresql":
        pytest.skip("a worker is another process and needs PostgreSQL; set DATABASE_URL")
    known = connection.settings_dict
    login = f"{known['USER']}:{known['PASSWORD']}" if known["PASSWORD"] else known["USER"]
    return f"postgres://{login}@{known['HOST'] or '127.0.0.1'}:{known['PORT'] or 5432}/{known['NAME']}"
