package org.manyhands.sandbox;

/** How a run ended: a closed set. The first three are functions of the run request; the last two are the host's. */
public sealed interface Outcome {
    /** True when the outcome is a function of the inputs, so that it has a digest and may be part of a quorum. */
    default boolean deterministic() {
        return true;
    }

    /** The program ended by itself. */
    record Finished(int exitCode) implements Outcome {}

    /** The program did what WebAssembly forbids. */
    record Trapped(Trap trap) implements Outcome {}

    /** The program reached a limit of its work unit. */
    record Exceeded(Limit limit) implements Outcome {}

    /** The run was told to stop. */
    record Cancelled() implements Outcome {
        @Override
        public boolean deterministic() {
            return false;
        }
    }

    /** This machine could not run it to the end; another may. */
    record HostFailed(String reason) implements Outcome {
        @Override
        public boolean deterministic() {
            return false;
        }
    }

    /** The kinds of trap, named by the WebAssembly specification. */
    enum Trap {
        UNREACHABLE,
        MEMORY_OUT_OF_BOUNDS,
        TABLE_OUT_OF_BOUNDS,
        INDIRECT_CALL_TYPE_MISMATCH,
        UNDEFINED_ELEMENT,
        UNINITIALIZED_ELEMENT,
        INTEGER_DIVIDE_BY_ZERO,
        INTEGER_OVERFLOW,
        INVALID_CONVERSION_TO_INTEGER
    }

    /** The limits that a work unit sets. */
    enum Limit {
        FUEL,
        MEMORY,
        OUTPUT,
        STACK
    }
}
