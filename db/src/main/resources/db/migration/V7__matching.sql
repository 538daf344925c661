-- Matching: who gets which work. Servers read all excluded hosts once a second; there are few.
create index host_trust_excluded on host_trust (excluded, host_id, application_id);

-- Results a day that a host with errors may have; 0: as many as it likes.
alter table host_record add column quota int default 0 not null;
alter table host_record add column quota_day bigint default 0 not null;
alter table host_record add column quota_sent int default 0 not null;

-- Hosts choose which channels they take versions from.
alter table app_version add column channel varchar(8) default 'STABLE' not null;

-- Among the batches of one researcher: lower is handed out earlier.
alter table batch add column priority int default 0 not null;
