-- What the server learns of hosts, to choose work that fits them. Means and variances are of natural logarithms.
create table host_record (
  host_id bigint not null, app_version_id bigint not null,
  speed_samples bigint not null, speed_mean double precision not null, speed_variance double precision not null,
  turnaround_samples bigint not null, turnaround_mean double precision not null, turnaround_variance double precision not null,
  kept double precision not null, broken double precision not null, learned_at bigint not null,
  primary key (host_id, app_version_id),
  constraint host_record_host foreign key (host_id) references host (id));
