"""From chunks of the log to columns: a query a file.

`lines.sql` cuts the chunks into entries; the two `told_of` files lay these out in columns, those
about members and those about anything else; `tally.sql` counts what was laid out, and
`taken_back.sql` what voids take back.
"""
