"""The checks of a store and its surroundings."""
