"""Rehearsed crashes: what is left of a monthly build when workers, Redis and PostgreSQL die in the middle of it."""
