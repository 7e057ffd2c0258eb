"""The folds: a history as the state of a day, where the tests of decisions do not reach."""
