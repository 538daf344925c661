package org.manyhands.db.daemon;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.manyhands.db.Database;
import org.manyhands.db.transaction.SqlFaults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread of its own, so that a long pass does not look like death: writes signs of life and watches the supervisor. */
public final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final long BEAT_MILLIS = 5_000;
    /** A process of this name that was silent for so long has no share in the work any more. */
    private static final long ALIVE_MILLIS = 12_000;

    private static final int EXIT_ORPHANED = 70;

    private final String name;
    private final Database database;
    private final Stop stop;
    private final Stop own = new Stop();
    private final Optional<ProcessHandle> supervisor;
    private final String machine = machine();

    private volatile Share share = Share.ALL;

    private Heartbeat(String name, Database database, Stop stop, Optional<Long> supervisorPid) {
        this.name = name;
        this.database = database;
        this.stop = stop;
        this.supervisor = supervisorPid.flatMap(ProcessHandle::of);
        if (supervisorPid.isPresent() && supervisor.isEmpty()) {
            stop.ask();
        }
    }

    public static Heartbeat of(String name, Database database, Stop stop) {
        Optional<Long> pid =
                Optional.ofNullable(System.getenv(Stop.SUPERVISOR_PID)).map(Long::valueOf);
        return new Heartbeat(name, database, stop, pid);
    }

    public void start() {
        Thread thread = new Thread(this::run, name + "-heartbeat");
        thread.setDaemon(true);
        thread.start();
    }

    /** This process's part of the work, of all that are alive under its name: what was true at the last sign of life. */
    public Share share() {
        return share;
    }

    private void run() {
        while (!own.isAsked()) {
            beat();
            if (supervisor.isPresent() && !supervisor.get().isAlive()) {
                LOG.warn("{}: the supervisor is gone, ending", name);
                stop.ask();
                if (!stop.awaitEnd()) {
                    Runtime.getRuntime().halt(EXIT_ORPHANED);
                }
                return;
            }
            own.await(BEAT_MILLIS);
        }
    }

    private void beat() {
        try {
            share = database.inTransaction(tx -> {
                long pid = ProcessHandle.current().pid();
                database.beats().beat(tx, name, pid, machine);
                return database.beats().share(tx, name, pid, machine, tx.nowMillis() - ALIVE_MILLIS);
            });
        } catch (RuntimeException e) {
            if (!SqlFaults.isUnavailable(e)) {
                LOG.warn("{}: no sign of life could be written: {}", name, e.getMessage());
            }
        }
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unnamed";
        }
    }

    @Override
    public void close() {
        own.ask();
    }
}
