"""What the application tells people: the sentences by kind, and the notices of a reader."""

from accounts_app.notices.read import NoticeLine, notices_of, unread_count

__all__ = ["NoticeLine", "notices_of", "unread_count"]
