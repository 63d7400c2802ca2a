"""Forms of the records people write by hand, one file each."""
