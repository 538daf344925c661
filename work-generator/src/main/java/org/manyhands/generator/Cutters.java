package org.manyhands.generator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.manyhands.db.application.AppVersionRow;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.workunit.cut.UnitCutter;
import org.manyhands.protocol.id.BatchId;

/** The cutters of the batches that were cut last: making one may read a whole dataset. */
final class Cutters {
    private static final int KEPT = 3;

    private final Map<BatchId, UnitCutter> byBatch = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<BatchId, UnitCutter> eldest) {
            return size() > KEPT;
        }
    };

    UnitCutter of(Batch batch, Supplier<AppVersionRow> version, FileStore files) {
        UnitCutter known = byBatch.get(batch.id());
        if (known != null) {
            return known;
        }
        UnitCutter made = UnitCutter.of(batch.spec(), version.get(), files);
        byBatch.put(batch.id(), made);
        return made;
    }
}
