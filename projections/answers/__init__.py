"""The answers: one question a file, each a table macro of the file's name.

    select * from members_on(date '2019-09-01', 1803)

The parameters mean the same everywhere: `on_day` is the day asked about, `upto` the last entry
known (`known(instant)` tells it), `top_unit` and `in_category` narrow a count where they are not
null, `threshold` and `counted` (a list of categories) come from the agreement.
"""
