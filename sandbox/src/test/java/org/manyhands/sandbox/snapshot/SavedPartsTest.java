package org.manyhands.sandbox.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.OutcomeDigest;
import org.manyhands.sandbox.OutputFile;
import org.manyhands.sandbox.engine.GuestState;
import org.manyhands.sandbox.engine.ModuleRunner;
import org.manyhands.sandbox.engine.Steps;
import org.manyhands.sandbox.files.FileTree;
import org.manyhands.sandbox.files.OutputNode;
import org.manyhands.sandbox.files.OutputQuota;
import org.manyhands.sandbox.meter.FuelMeter;
import org.manyhands.sandbox.meter.RunCancelledException;
import org.manyhands.sandbox.meter.RunControl;
import org.manyhands.sandbox.rewrite.Instrumenter;
import org.manyhands.sandbox.state.PagedBytes;
import org.manyhands.sandbox.state.SavedPart;
import org.manyhands.sandbox.wasi.DerivedClock;
import org.manyhands.sandbox.wasi.StreamCapture;
import org.manyhands.sandbox.wasi.Streams;
import org.manyhands.sandbox.wasi.WasiProcess;

/** Every part of a run's state is needed: left out of what is restored, it changes what the run comes to. */
class SavedPartsTest {
    private static final Limits LIMITS = new Limits(1_000_000_000, 1L << 20, 100_000, 10);
    private static final int SAVED_AT = 4;
    private static final String NOTHING = "nothing";
    private static final String PAGES_OF_MEMORY = "pages of memory";
    private static final String PAGES_OF_FILES = "pages of files";

    /** Time is no part of what a run comes to. */
    private static final String WALL = "wall";

    @TempDir
    private Path directory;

    /** What is left of one run when its process dies: the parts, each for itself, and the pages. */
    private static final class Saved implements Steps {
        private final Map<String, byte[]> parts = new HashMap<>();
        private final Map<Long, Map<Integer, byte[]>> pages = new HashMap<>();
        private final Run run;
        private int boundaries;

        Saved(Run run) {
            this.run = run;
        }

        @Override
        public void between(GuestState guest) {
            if (boundaries++ < SAVED_AT) {
                return;
            }
            RunState state = run.state(guest);
            try {
                for (SavedPart part : state.parts()) {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    part.save(new DataOutputStream(bytes));
                    parts.put(part.name(), bytes.toByteArray());
                }
                PageHashes hashes = new PageHashes();
                for (PagedBytes content : state.contents()) {
                    Map<Integer, byte[]> found = pages.computeIfAbsent(content.key(), key -> new HashMap<>());
                    hashes.changed(content, (page, array, offset) -> {
                        byte[] copy = new byte[PagedBytes.PAGE_BYTES];
                        System.arraycopy(array, offset, copy, 0, copy.length);
                        found.put(page, copy);
                    });
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            throw new RunCancelledException();
        }
    }

    /** Goes on from what was saved, without one part of it. */
    private record Restored(Saved saved, String without, Run run) implements Steps {
        @Override
        public boolean resuming() {
            return true;
        }

        @Override
        public void restore(GuestState guest) throws IOException {
            RunState state = run.state(guest);
            for (SavedPart part : state.parts()) {
                if (!part.name().equals(without)) {
                    byte[] bytes = saved.parts.get(part.name());
                    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
                    part.restore(in);
                    assertThat(in.available()).as(part.name()).isZero();
                }
            }
            for (PagedBytes content : state.contents()) {
                boolean memory = content.key() == PagedBytes.MEMORY;
                if (!without.equals(memory ? PAGES_OF_MEMORY : PAGES_OF_FILES)) {
                    saved.pages.get(content.key()).forEach((page, bytes) -> {
                        if (page < content.pages()) {
                            System.arraycopy(bytes, 0, content.writableArray(page), content.offset(page), bytes.length);
                        }
                    });
                }
            }
        }
    }

    /** The host's side of one run. */
    private static final class Run {
        private final RunControl control = new RunControl(0);
        private final FuelMeter meter = new FuelMeter(LIMITS.fuel(), 1_000, control);
        private final FileTree files = new FileTree(List.of(), new OutputQuota(100_000, 10), DerivedClock.EPOCH_NANOS);
        private final Streams streams = new Streams(
                "0123456789abcdef".getBytes(StandardCharsets.US_ASCII),
                new StreamCapture(StreamCapture.Listener.NONE),
                new StreamCapture(StreamCapture.Listener.NONE));
        private final WasiProcess process = new WasiProcess(meter, files, streams, List.of(), Map.of(), 5);

        RunState state(GuestState guest) {
            return new RunState(guest, process, meter, control);
        }

        String comesTo(ModuleRunner runner, Steps steps) throws IOException {
            ModuleRunner.Result result = runner.run(process, meter, LIMITS, steps);
            List<OutputFile> outputs = new ArrayList<>();
            for (Map.Entry<String, OutputNode> file : files.outputs().entrySet()) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                file.getValue().copyTo(bytes);
                outputs.add(new OutputFile(file.getKey(), bytes.size(), OutcomeDigest.sha256(bytes.toByteArray())));
            }
            return result.outcome().deterministic()
                    ? result.outcome() + " " + result.memoryPeakBytes() + " "
                            + OutcomeDigest.of(
                                    result.outcome(),
                                    meter.reported(),
                                    streams.output().captured(),
                                    streams.error().captured(),
                                    outputs)
                    : result.outcome().toString();
        }
    }

    static Stream<Arguments> parts() {
        return Stream.of(
                        "globals",
                        "tables",
                        "segments",
                        "memory",
                        "fuel",
                        "files",
                        "descriptors",
                        "clock",
                        "random",
                        "stdout",
                        "stderr",
                        PAGES_OF_MEMORY,
                        PAGES_OF_FILES)
                .flatMap(part -> Stream.of(StepProgram.USES_DATA, StepProgram.USES_ELEMENTS)
                        .flatMap(last -> Stream.of(Engine.values()).map(engine -> Arguments.of(part, last, engine))));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void aRunThatIsRestoredWithoutAPartComesToSomethingElse(String part, String last, Engine engine)
            throws IOException {
        byte[] module = Instrumenter.instrument(StepProgram.endingWith(last));
        ModuleRunner runner = new ModuleRunner(module, engine, directory.resolve("code"));
        String whole = new Run().comesTo(runner, Steps.NONE);
        Run cut = new Run();
        Saved saved = new Saved(cut);
        assertThat(cut.comesTo(runner, saved)).isEqualTo("Cancelled[]");
        assertThat(saved.parts).containsKey(WALL).hasSize(12);
        Run restored = new Run();
        assertThat(restored.comesTo(runner, new Restored(saved, NOTHING, restored)))
                .isEqualTo(whole);
        Run lacking = new Run();
        assertThat(comesToOrFails(runner, lacking, new Restored(saved, part, lacking)))
                .isNotEqualTo(whole);
    }

    private static String comesToOrFails(ModuleRunner runner, Run run, Steps steps) {
        try {
            return run.comesTo(runner, steps);
        } catch (IOException | RuntimeException e) {
            return "cannot go on: " + e;
        }
    }
}
