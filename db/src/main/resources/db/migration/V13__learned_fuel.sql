-- Fuel of the results that what is known of a host's speed and turnaround rests on: a result weighs as much as its fuel among them. 0 where it was not counted yet.
alter table host_record add column learned_fuel double precision default 0 not null;
