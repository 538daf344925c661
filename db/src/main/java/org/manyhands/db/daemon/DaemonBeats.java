package org.manyhands.db.daemon;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.manyhands.db.transaction.Lists;
import org.manyhands.db.transaction.Tx;

/** The last sign of life of each process. */
public final class DaemonBeats {
    private static final long KEPT_MILLIS = TimeUnit.DAYS.toMillis(1);

    /** Classes that stand for tables. */
    public static List<Class<?>> rows() {
        return List.of(DaemonBeatEntity.class);
    }

    /** Writes this process's row; the first time it forgets processes of that name that were silent for a day. */
    public void beat(Tx tx, String name, long pid, String machine) {
        String place = Lists.clip(machine, 255);
        int beaten = tx.session()
                .createMutationQuery("update DaemonBeatEntity b set b.beatAt = :now"
                        + " where b.name = :name and b.pid = :pid and b.machine = :machine")
                .setParameter("now", tx.nowMillis())
                .setParameter("name", name)
                .setParameter("pid", pid)
                .setParameter("machine", place)
                .executeUpdate();
        if (beaten == 0) {
            tx.session()
                    .createMutationQuery("delete from DaemonBeatEntity b where b.name = :name and b.beatAt < :before")
                    .setParameter("name", name)
                    .setParameter("before", tx.nowMillis() - KEPT_MILLIS)
                    .executeUpdate();
            DaemonBeatEntity row = new DaemonBeatEntity();
            row.name = name;
            row.pid = pid;
            row.machine = place;
            row.beatAt = tx.nowMillis();
            tx.session().insert(row);
        }
    }

    /** The part of a process among those of its name that gave a sign of life since then; all of it when it gave none itself. */
    public Share share(Tx tx, String name, long pid, String machine, long sinceMillis) {
        List<DaemonBeatEntity> alive = tx.session()
                .createSelectionQuery(
                        "from DaemonBeatEntity b where b.name = :name and b.beatAt >= :since order by b.machine, b.pid",
                        DaemonBeatEntity.class)
                .setParameter("name", name)
                .setParameter("since", sinceMillis)
                .getResultList();
        String place = Lists.clip(machine, 255);
        for (int rank = 0; rank < alive.size(); rank++) {
            if (alive.get(rank).pid == pid && alive.get(rank).machine.equals(place)) {
                return new Share(alive.size(), rank);
            }
        }
        return Share.ALL;
    }

    /** By name, the latest first. */
    public List<Beat> all(Tx tx) {
        return tx
                .session()
                .createSelectionQuery("from DaemonBeatEntity b order by b.name, b.beatAt desc", DaemonBeatEntity.class)
                .getResultList()
                .stream()
                .map(row -> new Beat(row.name, row.pid, row.machine, row.beatAt))
                .toList();
    }

    /** A sign of life. */
    public record Beat(String name, long pid, String machine, long millis) {}
}
