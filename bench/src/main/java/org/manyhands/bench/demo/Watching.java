package org.manyhands.bench.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.researcher.api.ProblemException;
import org.manyhands.researcher.api.ProjectClient;
import org.manyhands.researcher.api.UnreachableException;

/** Watches batches until all have an answer, with bars that a terminal redraws. */
final class Watching {
    private static final long STEP_MILLIS = 500;
    private static final int PLAIN_EVERY = 6;
    private static final long PATIENCE_MILLIS = 15 * 60_000L;

    private final ProjectClient client;
    private final List<BatchId> ids;
    private final Quarter quarter;
    private final PrintStream out;
    private final boolean redraws;
    private int drawn;

    Watching(ProjectClient client, List<BatchId> ids, Quarter quarter, PrintStream out, boolean redraws) {
        this.client = client;
        this.ids = List.copyOf(ids);
        this.quarter = quarter;
        this.out = out;
        this.redraws = redraws;
    }

    /** What else goes on while the work does. */
    interface Meanwhile {
        /**
         * One step.
         *
         * @param underWay true when some work units have an answer already
         * @return false while it has more to do, so that the watching goes on
         */
        boolean step(boolean underWay) throws IOException, InterruptedException, DemoFailedException;
    }

    /** Watches until every batch has its answer and nothing more goes on beside it. */
    List<BatchView> untilAnswered(Meanwhile meanwhile) throws IOException, InterruptedException, DemoFailedException {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        for (int step = 0; System.currentTimeMillis() < end; step++) {
            Thread.sleep(STEP_MILLIS);
            List<BatchView> batches = look().orElse(List.of());
            long now = System.currentTimeMillis();
            batches.forEach(batch -> quarter.hear(batch, now));
            boolean answered = !batches.isEmpty() && batches.stream().allMatch(Bar::answered);
            if (redraws || answered || step % PLAIN_EVERY == 0) {
                draw(batches, now);
            }
            refuseEnds(batches);
            boolean quiet = meanwhile.step(batches.stream().anyMatch(batch -> Bar.accepted(batch) > 0));
            if (answered && quiet) {
                return batches;
            }
        }
        throw new DemoFailedException("the batches had no answer within " + PATIENCE_MILLIS / 60_000 + " minutes");
    }

    /** Waits until every batch is settled: credit released, the rest of the escrow returned. */
    List<BatchView> untilSettled() throws IOException, InterruptedException, DemoFailedException {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (System.currentTimeMillis() < end) {
            Optional<List<BatchView>> batches = look();
            if (batches.isPresent()
                    && batches.get().stream().allMatch(batch -> batch.state().equals("SETTLED"))) {
                return batches.get();
            }
            Thread.sleep(STEP_MILLIS);
        }
        throw new DemoFailedException("the batches were not settled within " + PATIENCE_MILLIS / 60_000 + " minutes");
    }

    /** Nothing while the server is away, which chaos may bring about. */
    private Optional<List<BatchView>> look() throws IOException {
        try {
            List<BatchView> batches = new ArrayList<>();
            for (BatchId id : ids) {
                batches.add(client.batch(id));
            }
            return Optional.of(batches);
        } catch (UnreachableException | ProblemException e) {
            return Optional.empty();
        }
    }

    private void draw(List<BatchView> batches, long now) {
        if (redraws && drawn > 0) {
            out.print("\033[" + drawn + "A");
        }
        for (BatchView batch : batches) {
            out.println(Bar.of(batch, now) + (redraws ? "\033[K" : ""));
        }
        drawn = redraws ? batches.size() : 0;
    }

    private static void refuseEnds(List<BatchView> batches) throws DemoFailedException {
        for (BatchView batch : batches) {
            if (batch.state().equals("PAUSED") || batch.state().equals("CANCELLED")) {
                throw new DemoFailedException("batch " + batch.name() + " is "
                        + batch.state().toLowerCase(java.util.Locale.ROOT) + ": " + batch.reason());
            }
        }
    }
}
