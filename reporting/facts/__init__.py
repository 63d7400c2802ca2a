"""Facts about accounts: what the rules and metrics are computed from."""
