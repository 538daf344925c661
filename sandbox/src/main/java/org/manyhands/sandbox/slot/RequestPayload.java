package org.manyhands.sandbox.slot;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.InputFile;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.Snapshots;

/**
 * What {@link FrameType#RUN} carries.
 *
 * @param request the run
 * @param streaming true to send what the program writes while it runs
 */
record RequestPayload(RunRequest request, boolean streaming) {
    void write(DataOutputStream out) throws IOException {
        out.writeBoolean(streaming);
        writePath(out, request.module());
        Payloads.writeList(out, request.arguments(), Payloads::writeText);
        Payloads.writeMap(out, request.environment());
        out.writeLong(request.seed());
        Payloads.writeList(out, request.inputs(), (to, input) -> {
            Payloads.writeText(to, input.path());
            writePath(to, input.file());
            Payloads.writeText(to, Objects.requireNonNullElse(input.withheld(), ""));
        });
        Payloads.writeBytes(out, request.stdin());
        writePath(out, request.outputDirectory());
        out.writeLong(request.limits().fuel());
        out.writeLong(request.limits().memoryBytes());
        out.writeLong(request.limits().outputBytes());
        out.writeInt(request.limits().outputFiles());
        out.writeLong(request.wallMillis());
        Payloads.writeText(out, request.engine().name());
        writeSnapshots(out, request.snapshots());
        out.writeInt(request.weightsVersion());
    }

    static RequestPayload read(DataInputStream in) throws IOException {
        boolean streaming = in.readBoolean();
        RunRequest request = new RunRequest(
                readPath(in),
                Payloads.readList(in, Payloads::readText),
                Payloads.readMap(in),
                in.readLong(),
                Payloads.readList(in, RequestPayload::readInput),
                Payloads.readBytes(in),
                readPath(in),
                new Limits(in.readLong(), in.readLong(), in.readLong(), in.readInt()),
                in.readLong(),
                Engine.valueOf(Payloads.readText(in)),
                readSnapshots(in),
                in.readInt());
        return new RequestPayload(request, streaming);
    }

    private static InputFile readInput(DataInputStream in) throws IOException {
        String path = Payloads.readText(in);
        Path file = readPath(in);
        String withheld = Payloads.readText(in);
        return new InputFile(path, file, withheld.isEmpty() ? null : withheld);
    }

    private static void writeSnapshots(DataOutputStream out, @Nullable Snapshots snapshots) throws IOException {
        out.writeBoolean(snapshots != null);
        if (snapshots != null) {
            writePath(out, snapshots.directory());
            out.writeLong(snapshots.everyMillis());
        }
    }

    private static @Nullable Snapshots readSnapshots(DataInputStream in) throws IOException {
        return in.readBoolean() ? new Snapshots(readPath(in), in.readLong()) : null;
    }

    static void writePath(DataOutputStream out, Path path) throws IOException {
        Payloads.writeText(out, path.toAbsolutePath().toString());
    }

    static Path readPath(DataInputStream in) throws IOException {
        return Path.of(Payloads.readText(in));
    }
}
