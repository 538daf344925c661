package org.manyhands.server.research;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's one slot, for whoever waits for it in turn. It is started when it is needed and ended after. Thread-safe. */
public final class SlotRoom {
    private static final Logger LOG = LoggerFactory.getLogger(SlotRoom.class);
    private static final long PATIENCE_SECONDS = 120;

    private final Semaphore turn = new Semaphore(1, true);
    private final Supplier<Slot> opener;

    public SlotRoom(Supplier<Slot> opener) {
        this.opener = opener;
    }

    /** Works with the slot alone. A module that it refuses is MODULE_REFUSED with rule, place and remedy. */
    public <T> T use(Work<T> work) {
        try {
            if (!turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new RefusedException(
                        ErrorCode.UNAVAILABLE,
                        "other uploads are being checked and this one had no turn for " + PATIENCE_SECONDS
                                + " s; send it again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(ErrorCode.UNAVAILABLE, "the server is ending; send it again in a minute");
        }
        try (Slot slot = opener.get()) {
            return work.with(slot);
        } catch (ModuleRefusedException e) {
            throw new RefusedException(ErrorCode.MODULE_REFUSED, "the module is refused: " + e.getMessage());
        } catch (SlotException e) {
            LOG.error("the slot failed: {}", e.getMessage());
            throw new RefusedException(
                    ErrorCode.INTERNAL, "the process that checks modules failed; nothing was changed; try again");
        } finally {
            turn.release();
        }
    }

    /** What is done with the slot. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Slot slot) throws SlotException, ModuleRefusedException;
    }
}
