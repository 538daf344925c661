package org.manyhands.sandbox.slot;

import java.util.Arrays;
import java.util.Optional;

/** What a frame between a slot process and its parent says. The codes are part of {@link Hello#PROTOCOL}. */
enum FrameType {
    /** Child: I am ready. */
    HELLO(1),
    /** Parent: check this module. */
    INSPECT(2),
    /** Child: the report of a check. */
    REPORT(3),
    /** Parent: check and rewrite this module. */
    INSTRUMENT(4),
    /** Child: the rewritten module is written. */
    INSTRUMENTED(5),
    /** Parent: run this. */
    RUN(6),
    /** Child: fuel and wall-clock time so far; also the sign that it lives. */
    PROGRESS(7),
    /** Child: the program wrote to standard output. */
    STDOUT(8),
    /** Child: the program wrote to standard error. */
    STDERR(9),
    /** Child: the run has ended. */
    OUTCOME(10),
    /** Child: the module breaks rules. */
    REFUSED(11),
    /** Child: the command could not be carried out. */
    FAILED(12),
    /** Parent: stop the run. */
    CANCEL(13),
    /** Parent: hold the run. */
    PAUSE(14),
    /** Parent: let the run go on. */
    RESUME(15),
    /** Parent: use this share of a core. */
    THROTTLE(16),
    /** Parent: I live, and follow the run. */
    BEAT(17),
    /** Child: a sentence about the run for the person who asked for it. */
    NOTICE(20),
    /** Parent: run this as a plain WASI command. */
    RUN_RAW(40),
    /** Parent: run this with counters. */
    PROFILE(41),
    /** Child: what the counters say; the outcome follows. */
    COUNTERS(42),
    /** Parent: describe this module. */
    DESCRIBE(43),
    /** Child: the description. */
    DESCRIPTION(44);

    private final int code;

    FrameType(int code) {
        this.code = code;
    }

    /** The byte that a frame begins with. */
    int code() {
        return code;
    }

    /** The type with a code, if there is one. */
    static Optional<FrameType> of(int code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }
}
