-- Credibility of hosts, and every change of it with its reason.
create table host_trust (
  host_id bigint not null, application_id bigint not null,
  results bigint not null, checks bigint not null, failures int not null, excluded boolean not null,
  since_at bigint not null, version bigint not null,
  primary key (host_id, application_id),
  constraint host_trust_host foreign key (host_id) references host (id),
  constraint host_trust_application foreign key (application_id) references application (id));

create table trust_change (
  id bigint not null primary key, host_id bigint not null, application_id bigint not null,
  kind varchar(20) not null, times int not null, work_unit_id bigint not null,
  checks_before bigint not null, failures_before int not null, excluded_before boolean not null,
  checks_after bigint not null, failures_after int not null, excluded_after boolean not null,
  changed_at bigint not null,
  constraint trust_change_host foreign key (host_id) references host (id));
create index trust_change_of_host on trust_change (host_id, id);
