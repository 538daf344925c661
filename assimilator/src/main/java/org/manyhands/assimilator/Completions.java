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
 * Sees to it that one batch does not hold up the others, nor the parts that come in: neither by a fault, nor by a long answer, nor by a
 * program of its researcher that takes its ten minutes. Batches are completed beside the passes, each by one thread at a time.
 */
final class Completions {
    private static final Logger LOG = LoggerFactory.getLogger(Completions.class);

    private final Completion completion;
    private final Executor programs;
    private final Executor others;
    private final Set<BatchId> underWay;

    /**
     * For one pass.
     *
     * @param programs where batches with a program are completed
     * @param others where all other batches are
     * @param underWay those of all passes; thread-safe
     */
    Completions(Completion completion, Executor programs, Executor others, Set<BatchId> underWay) {
        this.completion = completion;
        this.programs = programs;
        this.others = others;
        this.underWay = underWay;
    }

    static Set<BatchId> noneUnderWay() {
        return ConcurrentHashMap.newKeySet();
    }

    /** Begins to complete it when it is time, unless that is under way. */
    void complete(Batch batch) {
        if (!underWay.contains(batch.id()) && completion.isDue(batch) && underWay.add(batch.id())) {
            boolean program = batch.spec().answer().stream().anyMatch(part -> part.kind() == AnswerPart.Kind.WASM);
            begin(batch, program ? programs : others);
        }
    }

    private void begin(Batch batch, Executor threads) {
        try {
            threads.execute(() -> {
                try {
                    tried(batch);
                } catch (RuntimeException e) {
                    LOG.debug("batch {}: the database is away, which the next pass will say", batch.id(), e);
                } finally {
                    underWay.remove(batch.id());
                }
            });
        } catch (RejectedExecutionException e) {
            underWay.remove(batch.id());
            LOG.debug("batch {} waits for the next assimilator: this one ends", batch.id());
        }
    }

    private void tried(Batch batch) {
        try {
            completion.complete(batch);
        } catch (IOException | RuntimeException e) {
            if (SqlFaults.isUnavailable(e)) {
                throw new IllegalStateException("the database is away", e);
            }
            LOG.error("batch {} cannot be completed now and will be tried again", batch.id(), e);
        }
    }
}
