"""Other people's lists: a roster, an employer's list, read as strictly as facts are."""
