package org.manyhands.generator;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.batch.BatchRotation;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.daemon.DaemonPass;
import org.manyhands.db.daemon.WorkKind;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.id.BatchId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One round of the work generator: takes up funded batches, and cuts a block of each running one that is short of work. */
public final class GeneratorPass implements DaemonPass {
    private static final Logger LOG = LoggerFactory.getLogger(GeneratorPass.class);
    private static final int MOST_BATCHES = 1_000;

    private final Stock stock;
    private final Backlog backlog;
    private final int mostBatches;
    private final BatchRotation running;
    private final Demand<BatchId> demand = new Demand<>();
    private final Sizing sizing = new Sizing();
    private final BlockWriter blocks = new BlockWriter();

    public GeneratorPass(Stock stock) {
        this(stock, Backlog.MOST, MOST_BATCHES);
    }

    /**
     * Makes a pass.
     *
     * @param mostBehind how many returned results, or validated work units, may wait for the daemons that come after
     * @param mostBatches how many running batches a pass looks at; with more it takes them by turns
     */
    GeneratorPass(Stock stock, int mostBehind, int mostBatches) {
        this.stock = stock;
        this.backlog = new Backlog(mostBehind);
        this.mostBatches = mostBatches;
        this.running = new BatchRotation(BatchState.RUNNING, mostBatches);
    }

    @Override
    public int pass(Database db, FileStore files) {
        int done = db.inTransaction(tx -> start(db, tx));
        for (Need need : db.inTransaction(tx -> needs(db, tx))) {
            List<WorkUnit> cut = blocks.write(db, files, need.batch(), need.sizes());
            if (need.batch().sized()) {
                sizing.made(need.batch(), need.sizes(), cut);
            }
            done += cut.size();
        }
        return done;
    }

    @Override
    public Optional<WorkKind> waitsFor() {
        return Optional.of(WorkKind.GENERATE);
    }

    private static int start(Database db, Tx tx) {
        List<Batch> funded = db.batches().inState(tx, BatchState.FUNDED, MOST_BATCHES);
        for (Batch batch : funded) {
            db.batches().apply(tx, batch, new BatchEvent.Started());
            LOG.info("batch {} starts: {} work units, canaries {}", batch.id(), batch.totalUnits(), batch.canaries());
        }
        return funded.size();
    }

    private List<Need> needs(Database db, Tx tx) {
        List<Batch> looked = running.turn(tx, db.batches());
        List<Batch> uncut = looked.stream()
                .filter(batch -> batch.cursor() < batch.totalUnits())
                .toList();
        if (looked.size() < mostBatches) {
            // These are not all when it was not the first turn: what is forgotten of the others is learned anew.
            Set<BatchId> known = uncut.stream().map(Batch::id).collect(Collectors.toSet());
            demand.keep(known::contains);
            sizing.keep(known);
        }
        if (uncut.isEmpty() || backlog.isLong(db, tx)) {
            return List.of();
        }
        return uncut.stream()
                .map(batch -> need(db, tx, batch))
                .filter(need -> !need.sizes().isEmpty())
                .toList();
    }

    private Need need(Database db, Tx tx, Batch batch) {
        boolean asksForCanaries = batch.cursor() == batch.canaries();
        long open = asksForCanaries ? db.workUnits().count(tx, batch.id(), WorkUnitState.OPEN) : 0;
        if (batch.sized()) {
            return new Need(batch, sizing.next(db, tx, batch, open, stock.blockUnits()));
        }
        long waiting = db.results().unclaimed(tx, batch.id());
        demand.note(batch.id(), batch.cursor() * batch.copiesAtFirst(), waiting, tx.nowMillis());
        long end = stock.end(batch, waiting, open, demand.perSecond(batch.id()));
        return new Need(batch, Collections.nCopies((int) (end - batch.cursor()), 1));
    }

    /**
     * A batch that is to be cut on.
     *
     * @param sizes how many pieces each of its next work units is to have
     */
    private record Need(Batch batch, List<Integer> sizes) {}
}
