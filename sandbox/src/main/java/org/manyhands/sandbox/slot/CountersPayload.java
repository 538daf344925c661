package org.manyhands.sandbox.slot;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.manyhands.sandbox.FunctionFuel;

/** What {@link FrameType#COUNTERS} carries. */
final class CountersPayload {
    private CountersPayload() {}

    static void write(DataOutputStream out, List<FunctionFuel> functions) throws IOException {
        Payloads.writeList(out, functions, (to, function) -> {
            Payloads.writeText(to, function.name());
            to.writeLong(function.calls());
            to.writeLong(function.fuel());
        });
    }

    static List<FunctionFuel> read(DataInputStream in) throws IOException {
        return Payloads.readList(
                in, from -> new FunctionFuel(Payloads.readText(from), from.readLong(), from.readLong()));
    }
}
