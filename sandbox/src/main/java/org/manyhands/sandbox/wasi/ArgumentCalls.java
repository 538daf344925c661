package org.manyhands.sandbox.wasi;

import java.util.List;

/** Arguments and environment. */
final class ArgumentCalls {
    static final List<WasiFunction> FUNCTIONS = List.of(
            WasiFunction.of("args_get", "ii", call -> write(call, call.process().arguments())),
            WasiFunction.of(
                    "args_sizes_get", "ii", call -> sizes(call, call.process().arguments())),
            WasiFunction.of(
                    "environ_get", "ii", call -> write(call, call.process().environment())),
            WasiFunction.of(
                    "environ_sizes_get",
                    "ii",
                    call -> sizes(call, call.process().environment())));

    private ArgumentCalls() {}

    private static void write(GuestCall call, List<byte[]> texts) {
        int pointer = call.intAt(0);
        int address = call.intAt(1);
        for (byte[] text : texts) {
            call.chargeBytes(text.length);
            call.writeInt(pointer, address);
            call.write(address, text, 0, text.length);
            pointer += 4;
            address += text.length;
        }
    }

    private static void sizes(GuestCall call, List<byte[]> texts) {
        call.writeInt(call.intAt(0), texts.size());
        call.writeInt(
                call.intAt(1), texts.stream().mapToInt(text -> text.length).sum());
    }
}
