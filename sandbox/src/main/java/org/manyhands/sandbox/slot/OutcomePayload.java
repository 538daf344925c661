package org.manyhands.sandbox.slot;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.manyhands.sandbox.Backtrace;
import org.manyhands.sandbox.CapturedStream;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.OutputFile;
import org.manyhands.sandbox.RunOutcome;

/** What {@link FrameType#OUTCOME} carries. */
final class OutcomePayload {
    private static final int FINISHED = 0;
    private static final int TRAPPED = 1;
    private static final int EXCEEDED = 2;
    private static final int CANCELLED = 3;
    private static final int HOST_FAILED = 4;

    private OutcomePayload() {}

    static void write(DataOutputStream out, RunOutcome run) throws IOException {
        writeOutcome(out, run.outcome());
        out.writeLong(run.fuel());
        writeStream(out, run.stdout());
        writeStream(out, run.stderr());
        Payloads.writeList(out, run.outputs(), (to, file) -> {
            Payloads.writeText(to, file.path());
            to.writeLong(file.bytes());
            Payloads.writeText(to, file.sha256());
        });
        Payloads.writeText(out, run.digest());
        Payloads.writeText(out, run.module());
        out.writeInt(run.weightsVersion());
        out.writeLong(run.memoryPeakBytes());
        out.writeLong(run.wallMillis());
        Payloads.writeList(out, run.backtrace().functions(), Payloads::writeText);
        out.writeBoolean(run.backtrace().cut());
    }

    static RunOutcome read(DataInputStream in) throws IOException {
        return new RunOutcome(
                readOutcome(in),
                in.readLong(),
                readStream(in),
                readStream(in),
                Payloads.readList(
                        in, from -> new OutputFile(Payloads.readText(from), from.readLong(), Payloads.readText(from))),
                Payloads.readText(in),
                Payloads.readText(in),
                in.readInt(),
                in.readLong(),
                in.readLong(),
                new Backtrace(Payloads.readList(in, Payloads::readText), in.readBoolean()));
    }

    private static void writeOutcome(DataOutputStream out, Outcome outcome) throws IOException {
        if (outcome instanceof Outcome.Finished finished) {
            out.writeByte(FINISHED);
            out.writeInt(finished.exitCode());
        } else if (outcome instanceof Outcome.Trapped trapped) {
            out.writeByte(TRAPPED);
            Payloads.writeText(out, trapped.trap().name());
        } else if (outcome instanceof Outcome.Exceeded exceeded) {
            out.writeByte(EXCEEDED);
            Payloads.writeText(out, exceeded.limit().name());
        } else if (outcome instanceof Outcome.HostFailed failed) {
            out.writeByte(HOST_FAILED);
            Payloads.writeText(out, failed.reason());
        } else {
            out.writeByte(CANCELLED);
        }
    }

    private static Outcome readOutcome(DataInputStream in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case FINISHED -> new Outcome.Finished(in.readInt());
            case TRAPPED -> new Outcome.Trapped(Outcome.Trap.valueOf(Payloads.readText(in)));
            case EXCEEDED -> new Outcome.Exceeded(Outcome.Limit.valueOf(Payloads.readText(in)));
            case CANCELLED -> new Outcome.Cancelled();
            case HOST_FAILED -> new Outcome.HostFailed(Payloads.readText(in));
            default -> throw new IOException("no such outcome: " + kind);
        };
    }

    private static void writeStream(DataOutputStream out, CapturedStream stream) throws IOException {
        out.writeLong(stream.totalBytes());
        Payloads.writeBytes(out, stream.kept());
    }

    private static CapturedStream readStream(DataInputStream in) throws IOException {
        return new CapturedStream(in.readLong(), Payloads.readBytes(in));
    }
}
