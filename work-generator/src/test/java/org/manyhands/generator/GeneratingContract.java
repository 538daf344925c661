package org.manyhands.generator;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.workunit.WorkUnit;

/** A generator on a database of its own. */
abstract class GeneratingContract extends DatabaseContract {
    @TempDir
    Path folder;

    FileStore files;

    GeneratingContract(TestDatabase test) {
        super(test);
    }

    @BeforeEach
    void openFiles() {
        files = FileStore.open(folder);
    }

    /** Passes until nothing is left to do. */
    void work(Stock stock) {
        work(new GeneratorPass(stock));
    }

    /** As {@link #work(Stock)}, with what the pass remembers. */
    void work(GeneratorPass pass) {
        for (int done = 1; done > 0; ) {
            done = pass.pass(db, files);
        }
    }

    List<WorkUnit> units(Batch batch) {
        return list(tx -> db.workUnits().ofBatch(tx, batch.id(), null, 0, 100_000));
    }
}
