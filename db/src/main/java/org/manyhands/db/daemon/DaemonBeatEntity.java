package org.manyhands.db.daemon;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** A row of {@code daemon_beat}. */
@Entity
@Table(name = "daemon_beat")
@IdClass(DaemonBeatEntity.Key.class)
class DaemonBeatEntity {
    @Id
    String name = "";

    @Id
    long pid;

    @Id
    String machine = "";

    long beatAt;

    /** Names a row. */
    record Key(String name, long pid, String machine) {}
}
