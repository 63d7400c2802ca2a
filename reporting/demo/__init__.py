"""The demonstration data of the app: invented companies and people, deterministic for a given day (domain.md 6).

Everything here builds unsaved rows in memory; `reporting/actions/demo.py` writes them.
Colours are never set: facts are injected (`stories.py`) and the rules judge them.
"""
