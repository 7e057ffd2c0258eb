"""From chunks of the log to columns: a query a file.

`lines.sql` cuts the chunks into entries; the two `told_of` files lay these out in columns, those
about members and those about anything else, which `tables.sql` makes the tables for; `taken_back.sql` counts
what voids take back.
"""
