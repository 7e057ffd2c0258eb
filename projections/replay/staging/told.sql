-- one row is one entry at hand, with every field that is laid out
select * from members_at_hand
union all by name
select * from told_of_others
