-- one row is one row of the roster laid out whose workplace no entry formed
-- parameters: upto
select r.row_number as row, r.member, r.workplace
from roster r
anti join unit_facts u
    on u.unit = r.workplace and u.kind = 'UnitFormed'
    and u.entry <= upto and (u.voided_by is null or u.voided_by > upto)
where r.workplace is not null
