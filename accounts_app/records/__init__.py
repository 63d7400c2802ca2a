"""Records people write by hand: kinds of rows with one plain page each (docs/adr/0010)."""
