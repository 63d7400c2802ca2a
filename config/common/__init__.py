"""Ground floor: clock, months, numbers, parsing, printing. No models and no words of the domain."""
