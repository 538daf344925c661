package org.manyhands.sandbox.meter;

/** The fuel of one run as host functions see it. */
public interface FuelAccount {
    /** Fuel used since the run began. */
    long used();

    /**
     * Charges work that the host does for the guest.
     *
     * @throws LimitReachedException when the limit is passed
     */
    void charge(long units);
}
