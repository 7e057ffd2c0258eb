-- one row is one batch, with what it recorded and what of that still stands
-- parameters: upto
with
known as (
    select * exclude (voided_by), case when voided_by <= upto then voided_by end as voided_by
    from entries
    where entry <= upto
),

tallies as (
    select batch, list((type::varchar, number) order by number desc, type) as types
    from (select batch, type, count(*) as number from known group by batch, type)
    group by batch
),

recorded as (
    select
        k.batch,
        min(k.entry) as first,
        max(k.entry) as last,
        count(*) as entries,
        count(*) filter (k.voided_by is null) as standing,
        min(k.recorded_at) as recorded_at,
        arg_min(k.recorded_by, k.entry) as recorded_by,
        min(k.effective_on) as first_day,
        max(k.effective_on) as last_day,
        -- of the entries that voided any of it, the last one: it left nothing standing
        last(v.batch order by v.entry) as last_voided_in
    from known k
    left join known v on v.entry = k.voided_by
    where k.batch is not null
    group by k.batch
)

select
    * exclude (last_voided_in),
    case when standing = 0 then last_voided_in end as reverted_by
from recorded
join tallies using (batch)
