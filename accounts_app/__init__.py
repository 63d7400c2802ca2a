"""Facts about accounts, and every row that names an account. Judges nothing."""
