package org.manyhands.sandbox.snapshot;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.engine.GuestState;
import org.manyhands.sandbox.engine.Steps;
import org.manyhands.sandbox.meter.FuelMeter;
import org.manyhands.sandbox.meter.RunControl;
import org.manyhands.sandbox.wasi.WasiProcess;

/**
 * Takes the snapshots of one run, and gives it the state of an earlier one to go on from. Whatever fails in saving is
 * said in words, and the run goes on without.
 */
public final class Checkpoints implements Steps {
    /** Most snapshots of changes after one with all pages: each is read when the run is resumed. */
    private static final int MAXIMUM_CHANGES = 63;

    /** So many bytes of changes are read in no time. */
    private static final long SMALL_BYTES = 8L << 20;

    private final SnapshotStore store;
    private final @Nullable SnapshotChain chain;
    private final Function<GuestState, RunState> states;
    private final Consumer<String> notices;
    private final Pace pace;

    /** What was saved last; null when the next snapshot must have all pages. */
    private @Nullable PageHashes saved;

    private long sequence;
    private long base;
    private byte[] before = new byte[Checksums.BYTES];
    private long baseBytes;
    private long changesBytes;
    private boolean failing;

    private Checkpoints(
            SnapshotStore store,
            @Nullable SnapshotChain chain,
            Function<GuestState, RunState> states,
            Consumer<String> notices,
            Pace pace) {
        this.store = store;
        this.chain = chain;
        this.states = states;
        this.notices = notices;
        this.pace = pace;
    }

    /**
     * Prepares to save a run, and to resume it if there is something to resume from.
     *
     * @param fresh true to begin anew, whatever there is
     * @param everyMillis least time from one snapshot to the next; 0 to save after every step
     * @param notices takes sentences for the person who asked for the run
     */
    public static Checkpoints of(
            SnapshotStore store,
            boolean fresh,
            WasiProcess process,
            FuelMeter meter,
            RunControl control,
            long everyMillis,
            Consumer<String> notices)
            throws IOException {
        return new Checkpoints(
                store,
                fresh ? null : store.newest(notices),
                guest -> new RunState(guest, process, meter, control),
                notices,
                new Pace(everyMillis, System::nanoTime));
    }

    @Override
    public boolean resuming() {
        return chain != null;
    }

    @Override
    public void restore(GuestState guest) throws IOException {
        if (chain != null) {
            RunState run = states.apply(guest);
            chain.restore(run);
            run.control().checkpoint(run.meter().used());
            notices.accept("resumed at fuel " + chain.fuel() + " from " + store.directory());
        }
    }

    @Override
    public void between(GuestState guest) {
        if (pace.due()) {
            pace.pay(() -> save(states.apply(guest)));
        }
    }

    private void save(RunState run) {
        try {
            write(run);
            if (failing) {
                notices.accept("snapshots can be saved again");
            }
            failing = false;
        } catch (ClosedByInterruptException e) {
            // The run is being ended by force, and will say so itself.
            failing = true;
        } catch (IOException e) {
            if (!failing) {
                notices.accept("no snapshot can be saved in " + store.directory() + " (" + words(e)
                        + "); the run goes on and tries again; make room there or name another directory");
            }
            failing = true;
        }
    }

    private void write(RunState run) throws IOException {
        PageHashes known = saved;
        boolean complete =
                known == null || changesBytes > Math.max(baseBytes, SMALL_BYTES) || sequence - base >= MAXIMUM_CHANGES;
        PageHashes hashes = known == null || complete ? new PageHashes() : known;
        // What is found to have changed counts as saved only once the file is there.
        saved = null;
        long number = Math.max(sequence + 1, store.nextSequence());
        SnapshotHeader header = new SnapshotHeader(
                store.key(),
                number,
                complete ? number : base,
                complete ? new byte[Checksums.BYTES] : before,
                run.meter().used());
        SnapshotWriter.Written written =
                SnapshotWriter.write(store.file(number), header, run.parts(), run.contents(), hashes);
        saved = hashes;
        sequence = number;
        before = written.checksum();
        if (complete) {
            base = number;
            baseBytes = written.bytes();
            changesBytes = 0;
            store.removeBefore(number);
        } else {
            changesBytes += written.bytes();
        }
    }

    private static String words(IOException e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }
}
