-- An application's own verifier, and the answers that wait for its word or have it while their work unit is open.
alter table app_version add column verifier_source_sha256 char(64);
alter table app_version add column verifier_sha256 char(64);

create table answer_check (
  work_unit_id bigint not null, digest varchar(64) not null, batch_id bigint not null, result_id bigint not null,
  verdict varchar(10) not null, reason varchar(1000) not null, asked_at bigint not null,
  primary key (work_unit_id, digest),
  constraint answer_check_work_unit foreign key (work_unit_id) references work_unit (id));
create index answer_check_waiting on answer_check (verdict, batch_id, asked_at);
