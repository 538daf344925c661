package org.manyhands.server.page;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.protocol.research.HostView;
import org.manyhands.protocol.research.StatusView;
import org.manyhands.protocol.research.WorkUnitView;

/** What the pages are made of. Everything of every batch: the pages decide what the public may see. Thread-safe. */
public interface PageSource {
    /** The project at one moment. */
    Snapshot snapshot();

    /** A batch at one moment, empty when there is none of that number. */
    Optional<BatchDetail> batch(BatchId id);

    /** Where the bytes of a file of an answer are; empty when they are not there. */
    Optional<Path> file(String sha256);

    /**
     * The project.
     *
     * @param batches newest first, not necessarily all
     * @param hosts not necessarily all
     */
    record Snapshot(StatusView status, List<BatchView> batches, List<HostView> hosts) {
        public Snapshot {
            batches = List.copyOf(batches);
            hosts = List.copyOf(hosts);
        }
    }

    /**
     * A batch.
     *
     * @param nowMillis the database's clock
     * @param unitStates state of each work unit that is cut, by index; only the first of very many
     * @param failed the first of its failed work units
     */
    record BatchDetail(
            String project, long nowMillis, BatchView batch, List<String> unitStates, List<WorkUnitView> failed) {
        public BatchDetail {
            unitStates = List.copyOf(unitStates);
            failed = List.copyOf(failed);
        }
    }
}
