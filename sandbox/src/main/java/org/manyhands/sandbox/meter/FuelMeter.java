package org.manyhands.sandbox.meter;

import org.manyhands.sandbox.Outcome;

/**
 * Grants fuel to a run in slices and keeps the count. An instrumented module counts down a register of its own, the
 * remainder of the current slice; what was used is always {@code granted - remainder}, and the sum of all grants never
 * passes the limit unless the guest has overdrawn it. So when the limit is noticed depends on the module alone and not
 * on the size of a slice.
 */
public final class FuelMeter implements FuelAccount {
    /** Default size of a slice: a few milliseconds of compiled code. */
    public static final long DEFAULT_SLICE = 5_000_000;

    /** Where the guest counts down: a global of its instance. */
    public interface Register {
        long get();

        void set(long remaining);
    }

    private final long limit;
    private final long slice;
    private final RunControl control;
    private Register register = new Unbound();
    private long granted;

    public FuelMeter(long limit, long slice, RunControl control) {
        this.limit = limit;
        this.slice = slice;
        this.control = control;
    }

    /** Takes the guest's own register, once, before its first instruction. */
    public void bind(Register guestRegister) {
        guestRegister.set(register.get());
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
        control.checkpoint(used);
        requireWithinLimit(used);
        long grant = Math.min(slice, limit - used);
        granted = used + grant;
        return grant;
    }

    @Override
    public long used() {
        return granted - register.get();
    }

    @Override
    public void charge(long units) {
        register.set(register.get() - units);
        requireWithinLimit(used());
        control.checkpoint(used());
    }

    /** Fuel to report: what was used, or the limit if that is less. */
    public long reported() {
        return Math.min(used(), limit);
    }

    /** True when a module that ended by itself had used more than its limit since its last check. */
    public boolean overdrawn() {
        return used() > limit;
    }

    private void requireWithinLimit(long used) {
        if (used > limit) {
            throw new LimitReachedException(Outcome.Limit.FUEL);
        }
    }

    /** Holds the count until there is a guest. */
    private static final class Unbound implements Register {
        private long value;

        @Override
        public long get() {
            return value;
        }

        @Override
        public void set(long remaining) {
            value = remaining;
        }
    }
}
