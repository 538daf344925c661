package org.manyhands.bench.dispatch.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.manyhands.protocol.agent.HostFacts;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.agent.OutputReport;
import org.manyhands.protocol.agent.Protocol;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.StreamReport;
import org.manyhands.protocol.agent.SyncRequest;
import org.manyhands.protocol.agent.WorkRequest;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.json.Json;
import org.manyhands.sandbox.CapturedStream;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.OutcomeDigest;
import org.manyhands.sandbox.OutputFile;

/**
 * Writes the bodies of sync calls from parts that were prepared once. What a task's result is depends on its work unit alone, so
 * that copies agree; there are {@value #VARIANTS} different results, each with a file of {@value #OUTPUT_BYTES} bytes.
 */
final class CallWriter {
    static final int VARIANTS = 64;
    static final int OUTPUT_BYTES = 120;
    static final HostFacts FACTS = new HostFacts("Linux 6.1", "amd64", 8, 16L << 30, "17.0.9");

    private static final long PLACE = 7_777_777_777_777_777_777L;

    private final List<String[]> reports = new ArrayList<>();
    private final String[] frame;
    private final String[] lastFrame;

    /**
     * @param fuel what each task claims to have used
     * @param perCall how many results a call asks for
     */
    CallWriter(long fuel, int perCall) {
        for (int variant = 0; variant < VARIANTS; variant++) {
            reports.add(split(Json.write(report(variant, fuel)), Long.toString(PLACE)));
        }
        frame = frame(new WorkRequest(perCall, FACTS.cores(), 0, 3_600, 1L << 30));
        lastFrame = frame(WorkRequest.NONE);
    }

    /** A call that returns these tasks and asks for as many as a call does, or for none. */
    byte[] body(List<ReplyScan.Task> finished, boolean more) {
        String[] around = more ? frame : lastFrame;
        StringBuilder body = new StringBuilder(256 + finished.size() * 700).append(around[0]);
        String comma = "";
        for (ReplyScan.Task task : finished) {
            String[] parts = reports.get((int) Math.floorMod(task.unit(), (long) VARIANTS));
            body.append(comma).append(parts[0]).append(task.result()).append(parts[1]);
            comma = ",";
        }
        return body.append(around[1]).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String[] frame(WorkRequest wanted) {
        SyncRequest empty = new SyncRequest(Protocol.VERSION, "bench", FACTS, List.of(), List.of(), wanted);
        String[] parts = split(Json.write(empty), "\"finished\":[");
        return new String[] {parts[0] + "\"finished\":[", parts[1]};
    }

    private static String[] split(String text, String at) {
        int place = text.indexOf(at);
        if (place < 0) {
            throw new IllegalStateException("'" + at + "' is not in " + text);
        }
        return new String[] {text.substring(0, place), text.substring(place + at.length())};
    }

    private static ResultReport report(int variant, long fuel) {
        byte[] stdout = (variant + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] content = "%-119d\n".formatted(variant).getBytes(StandardCharsets.UTF_8);
        OutputReport output = new OutputReport("result.txt", content.length, Digests.sha256(content), content);
        String digest = OutcomeDigest.of(
                new Outcome.Finished(0),
                fuel,
                new CapturedStream(stdout.length, stdout),
                CapturedStream.EMPTY,
                List.of(new OutputFile(output.path(), output.bytes(), output.sha256())));
        return new ResultReport(
                new ResultId(PLACE),
                new OutcomeReport(OutcomeReport.Kind.FINISHED, 0, ""),
                fuel,
                digest,
                new StreamReport(stdout.length, stdout),
                new StreamReport(0, new byte[0]),
                List.of(output),
                1_000);
    }
}
