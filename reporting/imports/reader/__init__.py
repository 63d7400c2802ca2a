"""The process that opens .xlsx files with openpyxl behind limits; it knows nothing of the application (ADR 0009)."""
