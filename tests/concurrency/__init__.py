"""Eight processes write to one store at once, and the rules hold all the same."""
