"""Finnish number and date forms for this language."""
