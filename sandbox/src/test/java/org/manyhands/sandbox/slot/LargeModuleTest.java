package org.manyhands.sandbox.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.RunObserver;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotException;
import org.manyhands.sandbox.SlotSettings;
import org.manyhands.sandbox.Wat;

/** Large modules need heap to be compiled in; a slot that was opened without any idea of them gets it. */
class LargeModuleTest {
    private static final int LARGE_BYTES = 3 << 20;

    @TempDir
    private Path directory;

    @Test
    void aLargeModuleGetsAProcessWithMoreHeapAndASmallOneAfterItKeepsThat() throws Exception {
        Path small = Wat.file(directory, Wat.busy());
        Path large = directory.resolve("large.wasm");
        Files.write(large, padded(Files.readAllBytes(small)));

        try (Slot slot = Slot.open(SlotSettings.in(directory.resolve("slot")))) {
            long first = pidOfRun(slot, small);
            long second = pidOfRun(slot, large);

            assertThat(second).isNotEqualTo(first);
            assertThat(pidOfRun(slot, small)).isEqualTo(second);
            assertThat(pidOfRun(slot, large)).isEqualTo(second);
        }
    }

    @Test
    void theProcessHasTheHeapOfTheModuleBesideThatOfRuns() throws Exception {
        SlotSettings settings = SlotSettings.in(directory);

        List<String> command = ChildCommandLine.of(settings, 1000, Optional.empty());

        assertThat(command)
                .contains("-Xmx" + (settings.heapBytes() + 1000))
                .contains(Long.toString(settings.heapBytes()));
    }

    @Test
    void aModuleThatThisComputerCannotHoldIsRefusedInWords() {
        assertThatThrownBy(() -> HeapNeed.requireOfMachine(Path.of("huge.wasm"), LARGE_BYTES, Long.MAX_VALUE))
                .isInstanceOf(SlotException.class)
                .hasMessageContaining("huge.wasm")
                .hasMessageContaining("another computer");
    }

    private long pidOfRun(Slot slot, Path module) throws Exception {
        Path out = Files.createTempDirectory(directory, "out");
        Limits limits = new Limits(10_000_000, 1L << 20, 1L << 20, 10);
        Outcome outcome = slot.run(
                        new RunRequest(
                                module,
                                List.of(),
                                Map.of(),
                                1,
                                List.of(),
                                new byte[0],
                                out,
                                limits,
                                0,
                                Engine.INTERPRETER),
                        RunObserver.NONE)
                .outcome();
        assertThat(outcome.deterministic()).as("%s", outcome).isTrue();
        return slot.pid();
    }

    /** The module with a custom section behind it. */
    private static byte[] padded(byte[] module) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(module);
        bytes.write(0);
        for (int left = LARGE_BYTES; left > 0; left >>>= 7) {
            bytes.write(left > 127 ? (left & 127) | 128 : left);
        }
        byte[] content = new byte[LARGE_BYTES];
        content[0] = 1;
        content[1] = 'x';
        bytes.writeBytes(content);
        return bytes.toByteArray();
    }
}
