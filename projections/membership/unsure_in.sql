-- one row is one member of whom it is not sure whether a count of a day takes them in
-- parameters: on_day, upto, top_unit, categories
--
-- `is_counted` says whether it does; who is not may be one of them nevertheless.
with
judged as (
    select
        member,
        bool_or(is_actual) as is_counted,
        bool_or(is_counted) as may_be,
        bool_and(is_sure) as is_sure
    from possibly_counted(on_day, upto, top_unit, categories)
    group by member
)

select member, is_counted
from judged
where may_be and not is_sure
