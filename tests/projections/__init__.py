"""What the read side answers, given facts."""
