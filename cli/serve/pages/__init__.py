"""The pages: each asks the view for what it shows."""
