package org.manyhands.assimilator;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.transaction.SqlFaults;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.BatchSpec.AnswerPart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that one batch does not hold up the others: neither by a fault, nor by a program of its researcher that takes
 * its ten minutes. Batches with such a program are completed beside the passes, each by one thread at a time.
 */
final class Completions {
    private static final Logger LOG = LoggerFactory.getLogger(Completions.class);

    private final Completion completion;
    private final Executor programs;
    private final Set<BatchId> underWay;

    /**
     * For one pass.
     *
     * @param programs where batches with a program are completed
     * @param underWay those of all passes; thread-safe
     */
    Completions(Completion completion, Executor programs, Set<BatchId> underWay) {
        this.completion = completion;
        this.programs = programs;
        this.underWay = underWay;
    }

    static Set<BatchId> noneUnderWay() {
        return ConcurrentHashMap.newKeySet();
    }

    /** How many batches were completed or paused by it: 0 or 1. */
    int complete(Batch batch) {
        boolean program = batch.spec().answer().stream().anyMatch(part -> part.kind() == AnswerPart.Kind.WASM);
        if (!program) {
            return tried(batch);
        }
        if (underWay.add(batch.id())) {
            begin(batch);
        }
        return 0;
    }

    private void begin(Batch batch) {
        try {
            programs.execute(() -> {
                try {
                    tried(batch);
                } catch (RuntimeException e) {
                    LOG.debug("batch {}: the database is away, which the next pass will say", batch.id(), e);
                } finally {
                    underWay.remove(batch.id());
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("batch {} waits for the next assimilator: this one ends", batch.id());
        }
    }

    private int tried(Batch batch) {
        try {
            return completion.complete(batch) ? 1 : 0;
        } catch (IOException | RuntimeException e) {
            if (SqlFaults.isUnavailable(e)) {
                throw new IllegalStateException("the database is away", e);
            }
            LOG.error("batch {} cannot be completed now and will be tried again", batch.id(), e);
            return 0;
        }
    }
}
