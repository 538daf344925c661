package org.manyhands.sandbox.rewrite;

import java.util.List;

/**
 * The limit on call depth, counted in bytes of an imagined stack, so that a program's overflow is an outcome of the
 * program and not of the engine that runs it.
 *
 * <p>The imagined frame is that of a browser's baseline compiler, whose stack is the smallest of all: about 1 MB, of
 * which V8 gives a program 984 KB. It keeps 64 bytes of its own and 8 for each local and each operand. On the JVM the
 * run thread has 256 MB, more than 300 bytes for each byte counted here; its largest frames, those of the interpreter, take less.
 *
 * <p>Only functions that can be on the stack twice are counted as the program runs, and those with large frames. All
 * others lie on the stack once at most: together they must fit a reserve, or all functions that call are counted.
 */
final class CallDepth {
    /** Bytes of imagined stack that counted functions may use. */
    static final int BUDGET = 720 << 10;

    /** Bytes of imagined stack for functions that are not counted. */
    static final int RESERVE = 128 << 10;

    /** A function with a larger frame than this is always counted. */
    static final int SMALL_FRAME = 4 << 10;

    /** Locals and operands that the rewrite adds to a function besides those that hide NaNs. */
    static final int OWN_SLOTS = 5;

    private static final int FRAME = 64;
    private static final int SLOT = 8;

    private CallDepth() {}

    /** Imagined bytes of a frame with so many locals (parameters among them) and operands at most. */
    static int frame(int locals, int operands) {
        return FRAME + SLOT * (locals + operands);
    }

    /**
     * Which functions are counted.
     *
     * @param facts what is known of each function that the module defines
     * @param frames imagined bytes of each one's frame
     */
    static boolean[] counted(List<FunctionFacts> facts, int[] frames, CallGraph graph) {
        boolean[] counted = new boolean[frames.length];
        int[] uncounted = new int[frames.length];
        for (int i = 0; i < frames.length; i++) {
            counted[i] = graph.recursive(i) || frames[i] > SMALL_FRAME;
            uncounted[i] = counted[i] ? 0 : frames[i];
        }
        if (graph.heaviestPath(uncounted) > RESERVE) {
            for (int i = 0; i < frames.length; i++) {
                counted[i] |= facts.get(i).calls();
            }
        }
        return counted;
    }
}
