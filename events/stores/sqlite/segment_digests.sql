-- One row is a segment that was written of this log.
select digest from segments
