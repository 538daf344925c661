package org.manyhands.sandbox.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.manyhands.sandbox.Backtrace;
import org.manyhands.sandbox.CapturedStream;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.InputFile;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.ModuleReport;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.OutputFile;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.Snapshots;

/** What is written to a pipe is what is read from it. */
class PayloadsTest {
    private static DataInputStream through(FrameChannel.Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        body.write(new DataOutputStream(bytes));
        return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    }

    static List<Outcome> outcomes() {
        return List.of(
                new Outcome.Finished(-3),
                new Outcome.Trapped(Outcome.Trap.INTEGER_OVERFLOW),
                new Outcome.Exceeded(Outcome.Limit.STACK),
                new Outcome.Cancelled(),
                new Outcome.HostFailed("ümlaut"));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void outcomeArrivesWhole(Outcome outcome) throws IOException {
        RunOutcome sent = new RunOutcome(
                outcome,
                Long.MAX_VALUE,
                new CapturedStream(2, new byte[] {1, 2}),
                CapturedStream.EMPTY,
                List.of(new OutputFile("a/ü", 1, "ab")),
                "digest",
                "module",
                7,
                8,
                9,
                new Backtrace(List.of("inner", "ü"), true));
        RunOutcome received = OutcomePayload.read(through(out -> OutcomePayload.write(out, sent)));
        assertThat(received).usingRecursiveComparison().isEqualTo(sent);
    }

    @Test
    void requestArrivesWhole() throws IOException {
        RunRequest sent = new RunRequest(
                Path.of("/module"),
                List.of("", "ä"),
                Map.of("A", "1", "B", ""),
                -1,
                List.of(
                        new InputFile("a/b", Path.of("/file")),
                        new InputFile("c", Path.of("/other"), "half of it is missing")),
                new byte[] {1},
                Path.of("/out"),
                new Limits(1, 65_536, 2, 3),
                4,
                Engine.INTERPRETER,
                new Snapshots(Path.of("/saved"), 5));
        RequestPayload received = RequestPayload.read(through(new RequestPayload(sent, true)::write));
        assertThat(received.streaming()).isTrue();
        assertThat(received.request()).usingRecursiveComparison().isEqualTo(sent);
    }

    @Test
    void reportArrivesWhole() throws IOException {
        ModuleReport sent = new ModuleReport(
                "ab",
                1,
                true,
                List.of("i"),
                List.of("e", "f"),
                -1,
                List.of(new ModuleReport.Violation("rule", "place", "remedy")));
        assertThat(ReportPayload.read(through(out -> ReportPayload.write(out, sent))))
                .isEqualTo(sent);
    }

    @Test
    void bytesThatAreNoFrameAreRefused() throws IOException {
        for (byte[] wrong :
                List.of(new byte[] {99, 0, 0, 0, 0}, new byte[] {1, -1, 0, 0, 0}, new byte[] {1, 127, 0, 0, 0})) {
            FrameChannel channel = new FrameChannel(new ByteArrayInputStream(wrong), OutputStream.nullOutputStream());
            assertThatThrownBy(channel::receive).isInstanceOf(IOException.class).hasMessageContaining("not a frame");
        }
        assertThat(new FrameChannel(new ByteArrayInputStream(new byte[] {1, 0}), OutputStream.nullOutputStream())
                        .receive())
                .as("the other side died in the middle")
                .isNull();
    }
}
