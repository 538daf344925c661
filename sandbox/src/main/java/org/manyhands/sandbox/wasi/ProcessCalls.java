package org.manyhands.sandbox.wasi;

import java.util.List;

/** The end of the process, and randomness. */
final class ProcessCalls {
    static final List<WasiFunction> FUNCTIONS = List.of(
            new WasiFunction("proc_exit", "i", false, call -> {
                throw new GuestExitException(call.intAt(0));
            }),
            WasiFunction.of("random_get", "ii", ProcessCalls::random));

    /** A millisecond's work or so. */
    private static final int CHUNK = 1 << 18;

    private ProcessCalls() {}

    private static void random(GuestCall call) {
        int length = call.intAt(1);
        int start = call.place(call.intAt(0), Integer.toUnsignedLong(length));
        call.process().fuel().charge(length * WasiFuel.RANDOM_BYTE);
        for (int done = 0; done < length; done += CHUNK) {
            // Comes by, so that a run can be held and stopped in the middle.
            call.process().fuel().charge(0);
            call.process().random().fill(call.bytes(), start + done, Math.min(CHUNK, length - done));
        }
    }
}
