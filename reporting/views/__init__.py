"""Views of the reporting room."""
