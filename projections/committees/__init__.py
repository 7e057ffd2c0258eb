"""Committees: whose seats they have, who holds them, and who was at the meetings."""
