package org.manyhands.sandbox.rewrite;

/**
 * The limit on call depth, counted in bytes of an imagined stack, so that a program's overflow is an outcome of the
 * program and not of the engine that runs it.
 *
 * <p>The imagined frame is that of a browser's baseline compiler, whose stack is the smallest of all: about 1 MB, of
 * which V8 gives a program 984 KB. It keeps 64 bytes of its own and 8 for each local and each operand. The budget
 * leaves a fifth of that for the leaf frames that are not counted and for the host's functions. On the JVM the run
 * thread has 64 MB, 85 bytes for each byte counted here; its largest frames, those of the interpreter, take less.
 */
final class CallDepth {
    /** Bytes of imagined stack that a program may use. */
    static final int BUDGET = 768 << 10;

    /** A function that calls nothing is counted only if its frame is larger than this. */
    static final int UNCOUNTED_LEAF = 16 << 10;

    private static final int FRAME = 64;
    private static final int SLOT = 8;

    private CallDepth() {}

    /** Imagined bytes of a frame with so many locals (parameters among them) and operands at most. */
    static int frame(int locals, int operands) {
        return FRAME + SLOT * (locals + operands);
    }

    /** Whether a function's frame is counted at its entry and given back at its exit. */
    static boolean counted(boolean calls, int frame) {
        return calls || frame > UNCOUNTED_LEAF;
    }
}
