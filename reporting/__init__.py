"""Judges and shows: facts, rules, status, cards, imports. No import stands here: the workbook reader starts bare."""
