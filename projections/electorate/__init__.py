"""The electorate: who counts towards the threshold of a workplace."""
