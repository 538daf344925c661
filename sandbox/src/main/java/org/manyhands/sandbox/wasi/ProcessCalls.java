package org.manyhands.sandbox.wasi;

import java.util.List;

/** The end of the process, and randomness. */
final class ProcessCalls {
    static final List<WasiFunction> FUNCTIONS = List.of(
            new WasiFunction("proc_exit", "i", false, call -> {
                throw new GuestExitException(call.intAt(0));
            }),
            WasiFunction.of("random_get", "ii", ProcessCalls::random));

    private ProcessCalls() {}

    private static void random(GuestCall call) {
        int length = call.intAt(1);
        int start = call.place(call.intAt(0), Integer.toUnsignedLong(length));
        call.process().fuel().charge(length * WasiFuel.RANDOM_BYTE);
        call.process().random().fill(call.bytes(), start, length);
    }
}
