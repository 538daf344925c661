package org.manyhands.sandbox.meter;

import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.state.SavedPart;

/**
 * Grants fuel to a run in slices and keeps the count. An instrumented module counts down a register of its own, the
 * remainder of the current slice; what was used is always {@code granted - remainder}, and the sum of all grants never
 * passes the limit unless the guest has overdrawn it. So when the limit is noticed depends on the module alone and not
 * on the size of a slice.
 */
public final class FuelMeter implements FuelAccount {
    /** Size of the largest slice: a few milliseconds of compiled code. */
    public static final long DEFAULT_SLICE = 5_000_000;

    /** Where the guest counts down: a global of its instance. */
    public interface Register {
        long get();

        void set(long remaining);
    }

    private final long limit;
    private final SliceSize slice;
    private final RunControl control;
    private @Nullable Register register;
    private long granted;
    private long sliceBegan;

    /**
     * Nothing is used yet.
     *
     * @param limit most fuel
     * @param largestSlice most fuel between two checkpoints
     */
    public FuelMeter(long limit, long largestSlice, RunControl control) {
        this.limit = limit;
        this.slice = new SliceSize(largestSlice);
        this.control = control;
        this.sliceBegan = control.time().nanos();
    }

    /** An account for a guest that counts nothing: it is told of every call, and no limit is ever reached. */
    public static FuelMeter unmetered(RunControl control) {
        FuelMeter meter = new FuelMeter(Long.MAX_VALUE, DEFAULT_SLICE, control);
        meter.register = new Register() {
            @Override
            public long get() {
                return 0;
            }

            @Override
            public void set(long remaining) {
                // Nothing is counted.
            }
        };
        return meter;
    }

    /** True once there is a register: before a metered guest's first call there is none. */
    public boolean bound() {
        return register != null;
    }

    /** Takes the guest's own register, once, before its first call of the host. */
    public void bind(Register guestRegister) {
        register = guestRegister;
    }

    /**
     * Called by the guest at a check that finds its slice used up.
     *
     * @param remaining the guest's register
     * @return the register's new value, never negative
     */
    public long nextSlice(long remaining) {
        long used = granted - remaining;
        slice.took(control.time().nanos() - sliceBegan);
        control.checkpoint(used);
        requireWithinLimit(used);
        long grant = Math.min(slice.get(), limit - used);
        granted = used + grant;
        sliceBegan = control.time().nanos();
        return grant;
    }

    @Override
    public long used() {
        Register guest = register;
        return guest == null ? 0 : granted - guest.get();
    }

    @Override
    public void charge(long units) {
        Register guest = register;
        if (guest == null) {
            throw new IllegalStateException("a guest that is not there cannot be charged");
        }
        guest.set(guest.get() - units);
        requireWithinLimit(used());
        control.checkpoint(used());
    }

    /** Takes note of the linear memory that the guest holds, for whoever follows the run. */
    public void holds(long memoryBytes) {
        control.holds(memoryBytes);
    }

    /** Fuel to report: what was used, or the limit if that is less. */
    public long reported() {
        return Math.min(used(), limit);
    }

    /** True when a module that ended by itself had used more than its limit since its last check. */
    public boolean overdrawn() {
        return used() > limit;
    }

    /**
     * The grants so far. The guest's register is one of its globals, saved with them, so the two together say what was
     * used; restored after it.
     */
    public SavedPart savedPart() {
        return SavedPart.of("fuel", out -> out.writeLong(granted), in -> granted = in.readLong());
    }

    private void requireWithinLimit(long used) {
        if (used > limit) {
            throw new LimitReachedException(Outcome.Limit.FUEL);
        }
    }
}
