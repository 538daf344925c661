-- What complete lifecycles need: reopening, limits, withdrawal, archives.
alter table batch add column max_success_results int default 10 not null;

-- Number of the first copy of the present revision: limits count from there.
alter table work_unit add column first_copy int default 0 not null;

-- The work unit was decided while a host had this copy: taken back at its next call unless it has begun.
alter table result add column superseded boolean default false not null;
