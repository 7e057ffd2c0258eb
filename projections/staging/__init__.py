"""The log in columns: one family of facts a file.

Each file is a query over `told`, the lines being laid out (`told.sql`); what it finds is added to
the table of the file's name. `tally.sql` tells what the lines hold.
"""
