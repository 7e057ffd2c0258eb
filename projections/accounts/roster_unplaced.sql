-- one row is one row of the roster laid out whose workplace no entry formed
-- parameters: upto
select r.row_number as row, r.member, r.workplace
from roster r
anti join units_told(upto) u on u.unit = r.workplace and u.formed_on is not null
where r.workplace is not null
