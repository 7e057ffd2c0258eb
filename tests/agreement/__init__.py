"""The answers in SQL, the folds of the decisions and the reference say the same of any history."""
