-- One row is the version of the schema that a registry is kept in.
select schema_version from public.stewards
