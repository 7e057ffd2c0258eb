"""The answers, the decisions and the reference say the same of any history."""
