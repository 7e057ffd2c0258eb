"""The annual report: one page that asks for nothing else, made from the answers of two views."""
