package org.manyhands.sandbox.slot;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.manyhands.sandbox.ModuleDescription;

/** What {@link FrameType#DESCRIPTION} carries. */
final class DescriptionPayload {
    private DescriptionPayload() {}

    static void write(DataOutputStream out, ModuleDescription description) throws IOException {
        ReportPayload.write(out, description.report());
        Payloads.writeText(out, description.entry());
        out.writeInt(description.rewriteVersion());
        out.writeInt(description.weightsVersion());
        Payloads.writeList(out, description.imports(), Payloads::writeText);
        Payloads.writeList(out, description.exports(), Payloads::writeText);
        Payloads.writeList(out, description.features(), (to, use) -> {
            Payloads.writeText(to, use.feature());
            Payloads.writeText(to, use.place());
            to.writeInt(use.functions());
        });
        Payloads.writeList(out, description.sizes(), (to, size) -> {
            Payloads.writeText(to, size.name());
            to.writeLong(size.value());
            Payloads.writeText(to, size.where());
        });
    }

    static ModuleDescription read(DataInputStream in) throws IOException {
        return new ModuleDescription(
                ReportPayload.read(in),
                Payloads.readText(in),
                in.readInt(),
                in.readInt(),
                Payloads.readList(in, Payloads::readText),
                Payloads.readList(in, Payloads::readText),
                Payloads.readList(
                        in,
                        from -> new ModuleDescription.Use(
                                Payloads.readText(from), Payloads.readText(from), from.readInt())),
                Payloads.readList(
                        in,
                        from -> new ModuleDescription.Size(
                                Payloads.readText(from), from.readLong(), Payloads.readText(from))));
    }
}
