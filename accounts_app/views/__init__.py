"""Pages that state facts about accounts."""
