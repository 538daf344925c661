package org.manyhands.sandbox.rewrite;

/** The names by which a product and its host meet; no source module may use them. */
final class Meter {
    /** Module of the functions that the product imports from the host. */
    static final String MODULE = "manyhands";

    /** Called when the current slice is used up, with what is left of it (below zero); gives the next slice. */
    static final String SLICE = "slice";

    static final Signature SLICE_TYPE = new Signature("l", "l");

    /** Called when the limit on call depth is reached; does not return. */
    static final String STACK_EXHAUSTED = "stack_exhausted";

    static final Signature STACK_EXHAUSTED_TYPE = new Signature("", "");

    /** The exported global that counts down the current slice. */
    static final String FUEL = "manyhands_fuel";

    /** What exports begin with that are ours to name. */
    static final String PREFIX = "manyhands";

    private Meter() {}
}
