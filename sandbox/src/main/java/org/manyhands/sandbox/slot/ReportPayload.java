package org.manyhands.sandbox.slot;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.manyhands.sandbox.Instrumented;
import org.manyhands.sandbox.ModuleReport;

/** What the frames about a module carry. */
final class ReportPayload {
    private ReportPayload() {}

    static void write(DataOutputStream out, ModuleReport report) throws IOException {
        Payloads.writeText(out, report.sha256());
        out.writeLong(report.bytes());
        out.writeBoolean(report.instrumented());
        Payloads.writeList(out, report.imports(), Payloads::writeText);
        Payloads.writeList(out, report.exports(), Payloads::writeText);
        out.writeLong(report.memoryMaximumBytes());
        writeViolations(out, report.violations());
    }

    static ModuleReport read(DataInputStream in) throws IOException {
        return new ModuleReport(
                Payloads.readText(in),
                in.readLong(),
                in.readBoolean(),
                Payloads.readList(in, Payloads::readText),
                Payloads.readList(in, Payloads::readText),
                in.readLong(),
                readViolations(in));
    }

    static void writeViolations(DataOutputStream out, List<ModuleReport.Violation> violations) throws IOException {
        Payloads.writeList(out, violations, (to, violation) -> {
            Payloads.writeText(to, violation.rule());
            Payloads.writeText(to, violation.place());
            Payloads.writeText(to, violation.remedy());
        });
    }

    static List<ModuleReport.Violation> readViolations(DataInputStream in) throws IOException {
        return Payloads.readList(
                in,
                from -> new ModuleReport.Violation(
                        Payloads.readText(from), Payloads.readText(from), Payloads.readText(from)));
    }

    static void writeInstrumented(DataOutputStream out, Instrumented instrumented) throws IOException {
        Payloads.writeText(out, instrumented.source());
        Payloads.writeText(out, instrumented.module());
        out.writeLong(instrumented.bytes());
        out.writeInt(instrumented.weightsVersion());
    }

    static Instrumented readInstrumented(DataInputStream in) throws IOException {
        return new Instrumented(Payloads.readText(in), Payloads.readText(in), in.readLong(), in.readInt());
    }
}
