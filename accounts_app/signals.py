"""What the room of facts tells those above it, without knowing them."""

from django.dispatch import Signal

# Sent in the transaction of a write. Arguments: account_id; on = the day to judge as of, today when it is left out.
account_touched = Signal()
