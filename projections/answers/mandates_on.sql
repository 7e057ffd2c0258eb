-- one row is one mandate, from an election until now or its end, as it stands on a day
-- parameters: on_day, upto
--
-- `at_unit` is what the unit has become by that day. `ended_by` is the entry of the fact that ended
-- it, where it is one fact; `ending_entry` the first MandateEnded about it, whatever ended it.
with
seats as (select * from seat_spans(on_day, upto)),

held as (
    select e.*, s.at_unit, d.was_here, d.gone_on, d.because, d.gone_by, r.ended_on, r.ended_by
    from elections e
    join seats s on s.entry = e.entry and s.from_day <= on_day and on_day < s.to_day
    join departures(on_day, upto) d on d.entry = e.entry
    left join recorded_endings(on_day, upto) r on r.entry = e.entry
),

closings as (
    select s.entry, greatest(s.from_day, u.closed_on) as closed_on, u.closed_by
    from seats s
    join units_on(on_day, upto) u on u.unit = s.at_unit and u.closed_on < s.to_day
),

-- of several reasons on one day, the one of the lowest rank is given
reasons as (
    select entry, ended_on, 1 as rank, 'ended' as ended_because, ended_by from held
    union all
    select entry, greatest(until, effective_on), 2, 'term over', entry
    from held
    where until is not null
    union all
    select entry, gone_on, 3, because, gone_by from held
    union all
    select entry, closed_on, 4, 'unit closed', closed_by from closings
),

first_reasons as (
    select distinct on (entry) *
    from reasons
    where ended_on <= on_day
    order by entry, ended_on, rank
)

select
    h.entry, h.member, h.unit, h.office, h.effective_on as since, h.until,
    f.ended_on, f.ended_because, f.ended_by,
    h.at_unit, h.was_here, h.ended_by as ending_entry
from held h
left join first_reasons f using (entry)
