package org.manyhands.sandbox.rewrite;

import java.util.ArrayList;
import java.util.List;

/**
 * Instructions that always run together: whoever runs the first runs them all, unless the run ends in between. They
 * are charged with one addition where the first one stands, and with them the functions they call that do not charge
 * for themselves.
 */
final class Segment {
    private long cost;
    private List<Integer> callees = List.of();

    void add(long more) {
        cost += more;
    }

    /** Says that a function is called here, by its index among those that the module defines. */
    void call(int callee) {
        if (callees.isEmpty()) {
            callees = new ArrayList<>();
        }
        callees.add(callee);
    }

    /** Adds what the callers of functions pay for them, once. */
    void payCallees(long[] paidByCallers) {
        for (int callee : callees) {
            cost += paidByCallers[callee];
        }
        callees = List.of();
    }

    /** What it will come to at most, once callees are paid. */
    long most() {
        return cost + (long) callees.size() * MeteredCode.MOST_PAID_BY_CALLERS;
    }

    long cost() {
        return cost;
    }
}
