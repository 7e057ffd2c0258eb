-- One row is a segment of this log; there is none if the log no longer bears the seal at that position.
insert or replace into segments (digest)
select :digest
from seals
where position = :position and hex(seal) = :seal
