package org.manyhands.sandbox.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.InputFile;
import org.manyhands.sandbox.Instrumented;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.ModuleReport;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.OutcomeDigest;
import org.manyhands.sandbox.RunObserver;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotException;
import org.manyhands.sandbox.SlotSettings;
import org.manyhands.sandbox.Wat;

/** Slots with real child processes. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlotTest {
    /** A slot of lowest priority may be late on a busy machine. */
    private static final Patience PATIENT = new Patience(100, 500, 60_000, 60_000);

    private static final Limits LIMITS = new Limits(Long.MAX_VALUE / 4, 1L << 20, 1L << 20, 10);

    @TempDir
    private Path directory;

    private Path outputs;
    private Slot slot;

    @BeforeEach
    void open() throws Exception {
        outputs = Files.createDirectory(directory.resolve("out"));
        slot = ProcessSlot.open(SlotSettings.in(directory.resolve("slot")), PATIENT);
    }

    @AfterEach
    void close() {
        slot.close();
    }

    private RunRequest request(byte[] module) {
        return request(module, LIMITS, 0);
    }

    private RunRequest request(byte[] module, Limits limits, long wallMillis) {
        return new RunRequest(
                Wat.file(directory, module),
                List.of(),
                Map.of(),
                1,
                List.of(),
                new byte[0],
                outputs,
                limits,
                wallMillis,
                Engine.COMPILED);
    }

    @Test
    void runLeavesItsOutputsAndTheProcessStays() throws Exception {
        RunOutcome first = slot.run(request(Wat.busy()), RunObserver.NONE);
        assertThat(first.outcome()).isEqualTo(new Outcome.Finished(0));
        assertThat(first.outputs()).hasSize(1);
        byte[] written = Files.readAllBytes(outputs.resolve("result.bin"));
        assertThat(first.outputs().get(0).sha256()).isEqualTo(OutcomeDigest.sha256(written));
        assertThat(first.memoryPeakBytes()).isEqualTo(2 * 65_536);
        long pid = slot.pid();
        RunOutcome second = slot.run(request(Wat.busy()), RunObserver.NONE);
        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(slot.pid()).isEqualTo(pid);
    }

    @Test
    void inputsAreFoundBelowIn() throws Exception {
        Path file = Files.writeString(directory.resolve("some.csv"), "1,2,3");
        byte[] module = Wat.command("(data (i32.const 100) \"a/b.csv\")", """
                (drop (call $path_open (i32.const 3) (i32.const 0) (i32.const 100) (i32.const 7) (i32.const 0)
                  (i64.const 2) (i64.const 2) (i32.const 0) (i32.const 16)))
                (i32.store (i32.const 0) (i32.const 1024))
                (i32.store (i32.const 4) (i32.const 100))
                (drop (call $fd_read (i32.load (i32.const 16)) (i32.const 0) (i32.const 1) (i32.const 8)))
                (call $write (i32.const 1) (i32.const 1024) (i32.load (i32.const 8)))
                """);
        RunRequest plain = request(module);
        RunOutcome run = slot.run(
                new RunRequest(
                        plain.module(),
                        List.of(),
                        Map.of(),
                        0,
                        List.of(new InputFile("a/b.csv", file)),
                        new byte[0],
                        outputs,
                        LIMITS,
                        0,
                        Engine.INTERPRETER),
                RunObserver.NONE);
        assertThat(new String(run.stdout().kept(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("1,2,3");
    }

    @Test
    void killedProcessIsTheHostsFailureAndTheNextCallStartsAnother() throws Exception {
        RunOutcome killed = slot.run(request(Wat.endless()), fuel -> {
            if (fuel > 0) {
                ProcessHandle.of(slot.pid()).orElseThrow().destroyForcibly();
            }
        });
        assertThat(killed.outcome()).isInstanceOf(Outcome.HostFailed.class);
        assertThat(killed.digest()).isEmpty();
        assertThat(killed.fuel()).isPositive();
        assertThat(slot.run(request(Wat.busy()), RunObserver.NONE).outcome()).isEqualTo(new Outcome.Finished(0));
    }

    @Test
    void cancelledRunEndsAndTheProcessStays() throws Exception {
        RunOutcome run = slot.run(request(Wat.endless()), fuel -> slot.cancel());
        assertThat(run.outcome()).isEqualTo(new Outcome.Cancelled());
        long pid = slot.pid();
        slot.run(request(Wat.busy()), RunObserver.NONE);
        assertThat(slot.pid()).isEqualTo(pid);
    }

    @Test
    void runIsCancelledWhileItsProcessStillStarts() throws Exception {
        Thread impatient = new Thread(() -> {
            while (slot.pid() < 0) {
                Thread.onSpinWait();
            }
            slot.cancel();
        });
        impatient.start();
        assertThat(slot.run(request(Wat.endless()), RunObserver.NONE).outcome()).isEqualTo(new Outcome.Cancelled());
        impatient.join();
    }

    @Test
    void outputsAreNotWrittenThroughLinksNorOverDirectories() throws Exception {
        Path other = Files.createDirectory(directory.resolve("other"));
        byte[] module = Wat.command("(data (i32.const 100) \"sub\") (data (i32.const 110) \"sub/file\")", """
                (drop (call $path_create_directory (i32.const 4) (i32.const 100) (i32.const 3)))
                (drop (call $path_open (i32.const 4) (i32.const 0) (i32.const 110) (i32.const 8) (i32.const 1)
                  (i64.const 64) (i64.const 64) (i32.const 0) (i32.const 16)))
                """);
        Files.createSymbolicLink(outputs.resolve("sub"), other);
        assertThat(slot.run(request(module), RunObserver.NONE).outcome().toString())
                .contains("is a link")
                .contains("choose an empty directory");
        assertThat(other).isEmptyDirectory();
        Files.delete(outputs.resolve("sub"));
        Files.createDirectories(outputs.resolve("sub/file"));
        assertThat(slot.run(request(module), RunObserver.NONE).outcome().toString())
                .contains("is a directory");
        Files.delete(outputs.resolve("sub/file"));
        assertThat(slot.run(request(module), RunObserver.NONE).outcome()).isEqualTo(new Outcome.Finished(0));
        assertThat(outputs.resolve("sub/file")).isRegularFile();
    }

    @Test
    void pausedRunUsesNoFuelUntilItIsResumed() throws Exception {
        AtomicLong last = new AtomicLong(-1);
        AtomicLong held = new AtomicLong(-1);
        RunOutcome run = slot.run(request(Wat.endless()), fuel -> {
            boolean stands = last.getAndSet(fuel) == fuel;
            if (held.get() < 0 && fuel > 0) {
                slot.pause();
                held.set(stands ? fuel : -1);
            } else if (held.get() == fuel) {
                slot.resume();
            } else if (held.get() >= 0) {
                slot.cancel();
            }
        });
        assertThat(run.outcome()).isEqualTo(new Outcome.Cancelled());
        assertThat(held.get()).isPositive();
        assertThat(run.fuel()).isGreaterThan(held.get());
    }

    @Test
    void wallClockEndsARunAndNamesItsLimit() throws Exception {
        RunOutcome run = slot.run(request(Wat.endless(), LIMITS, 300), RunObserver.NONE);
        assertThat(run.outcome())
                .isInstanceOfSatisfying(
                        Outcome.HostFailed.class,
                        failed -> assertThat(failed.reason())
                                .contains("wall clock")
                                .contains("300"));
    }

    @Test
    void limitsOfTheRequestAreKept() throws Exception {
        RunOutcome run = slot.run(request(Wat.endless(), new Limits(1_000_000, 1L << 20, 0, 0), 0), RunObserver.NONE);
        assertThat(run.outcome()).isEqualTo(new Outcome.Exceeded(Outcome.Limit.FUEL));
        assertThat(run.fuel()).isEqualTo(1_000_000);
    }

    @Test
    void requestThatMayNeedMoreHeapThanThereIsNamesBothNumbers() throws Exception {
        Limits large = new Limits(1_000_000, 1L << 20, 1L << 30, 10);
        RunOutcome run = slot.run(request(Wat.busy(), large, 0), RunObserver.NONE);
        long need = HeapNeed.of(1L << 20, large);
        assertThat(run.outcome())
                .isInstanceOfSatisfying(
                        Outcome.HostFailed.class,
                        failed -> assertThat(failed.reason())
                                .contains(Long.toString(need))
                                .contains(Long.toString(512L << 20)));
    }

    @Test
    void outOfMemoryInTheProcessIsItsOwnEndOnly() throws Exception {
        Path java = SlotSettings.in(directory).java();
        RunRequest modest = request(Wat.busy());
        RunRequest greedy = new RunRequest(
                modest.module(),
                modest.arguments(),
                modest.environment(),
                modest.seed(),
                modest.inputs(),
                new byte[60 << 20],
                modest.outputDirectory(),
                modest.limits(),
                modest.wallMillis(),
                modest.engine());
        try (Slot small = Slot.open(new SlotSettings(java, directory.resolve("small"), 96L << 20))) {
            assertThat(small.run(greedy, RunObserver.NONE).outcome().toString()).contains("OutOfMemoryError");
            assertThat(small.run(modest, RunObserver.NONE).outcome()).isEqualTo(new Outcome.Finished(0));
        }
    }

    @Test
    void everythingWrittenIsHeardWhileItRuns() throws Exception {
        byte[] module = Wat.command("", """
                (local $i i32)
                (loop $more
                  (call $write (i32.const 1) (i32.const 1024) (i32.const 100000))
                  (call $write (i32.const 2) (i32.const 1024) (i32.const 10))
                  (br_if $more (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 30))))
                """);
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        AtomicLong errors = new AtomicLong();
        RunOutcome run = slot.run(request(module), new RunObserver() {
            @Override
            public void progress(long fuel) {}

            @Override
            public boolean streaming() {
                return true;
            }

            @Override
            public void standardOutput(byte[] bytes) {
                heard.writeBytes(bytes);
            }

            @Override
            public void standardError(byte[] bytes) {
                errors.addAndGet(bytes.length);
            }
        });
        assertThat(run.stdout().totalBytes()).isEqualTo(3_000_000);
        assertThat(heard.size()).isEqualTo(3_000_000);
        assertThat(errors.get()).isEqualTo(300);
    }

    @Test
    void modulesAreInspectedAndInstrumentedInTheProcess() throws Exception {
        Path source = Wat.file(directory, Wat.busy());
        ModuleReport report = slot.inspect(source);
        assertThat(report.accepted()).isTrue();
        assertThat(report.instrumented()).isFalse();
        assertThat(report.imports()).contains("wasi_snapshot_preview1.fd_write");
        Path target = directory.resolve("instrumented.wasm");
        Instrumented instrumented = slot.instrument(source, target);
        assertThat(instrumented.module()).isEqualTo(OutcomeDigest.sha256(Files.readAllBytes(target)));
        assertThat(slot.inspect(target).instrumented()).isTrue();
        assertThatThrownBy(() -> slot.instrument(target, directory.resolve("again.wasm")))
                .isInstanceOf(ModuleRefusedException.class)
                .hasMessageContaining("says that it is instrumented already");
    }

    @Test
    void moduleThatBreaksARuleIsRefusedWithTheRule() throws Exception {
        byte[] module =
                Wat2Wasm.parse("(module (import \"env\" \"open\" (func)) (memory 1) (func (export \"_start\")))");
        Path file = Wat.file(directory, module);
        assertThat(slot.inspect(file).violations()).isNotEmpty();
        assertThatThrownBy(() -> slot.instrument(file, directory.resolve("x")))
                .isInstanceOf(ModuleRefusedException.class);
        assertThatThrownBy(() -> slot.run(request(module), RunObserver.NONE))
                .isInstanceOf(ModuleRefusedException.class);
        assertThat(slot.inspect(Wat.file(directory, new byte[] {1, 2, 3})).accepted())
                .isFalse();
    }

    @Test
    void moduleThatIsNotThereIsNamed() throws Exception {
        Path missing = directory.resolve("missing.wasm");
        assertThatThrownBy(() -> slot.inspect(missing))
                .isInstanceOf(SlotException.class)
                .hasMessageContaining("there is no module")
                .hasMessageContaining("missing.wasm");
    }

    @Test
    void javaThatCannotBeStartedIsNamed() {
        SlotSettings settings = new SlotSettings(directory.resolve("no-java"), directory.resolve("slot"), 64L << 20);
        try (Slot broken = Slot.open(settings)) {
            assertThatThrownBy(() -> broken.inspect(directory))
                    .isInstanceOf(SlotException.class)
                    .hasMessageContaining("no-java");
        }
    }

    @Test
    void closedSlotEndsItsProcess() throws Exception {
        slot.run(request(Wat.busy()), RunObserver.NONE);
        ProcessHandle process = ProcessHandle.of(slot.pid()).orElseThrow();
        slot.close();
        process.onExit().get(60, TimeUnit.SECONDS);
        assertThat(slot.pid()).isEqualTo(-1);
        assertThatThrownBy(() -> slot.inspect(directory))
                .isInstanceOf(SlotException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void slotEndsWithItsParentHoweverThatEnds() throws Exception {
        Process parent = holder().start();
        ProcessHandle child;
        try (var lines = parent.inputReader()) {
            child = ProcessHandle.of(Long.parseLong(lines.readLine())).orElseThrow();
        } finally {
            parent.destroyForcibly();
        }
        child.onExit().get(60, TimeUnit.SECONDS);
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void foundJavaThatDoesNotStartIsReplacedByTheParentsOwnWithAWarning() throws Exception {
        Path home = directory.resolve("broken");
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nexit 7\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Path ownHome = Path.of(System.getProperty("java.home"));
        String release = Files.readString(ownHome.resolve("release"))
                .replaceAll("(?m)^JAVA_VERSION=.*$", "JAVA_VERSION=\"999.0.1\"");
        Files.writeString(home.resolve("release"), release);
        Path warnings = directory.resolve("warnings");
        ProcessBuilder builder = holder().redirectError(warnings.toFile());
        builder.environment().put("JAVA_HOME", home.toString());
        builder.environment().remove(SlotSettings.JAVA_VARIABLE);
        Process parent = builder.start();
        try (var lines = parent.inputReader()) {
            assertThat(lines.readLine()).matches("[0-9]+");
        } finally {
            parent.destroyForcibly();
        }
        assertThat(Files.readString(warnings))
                .contains("slots do not start on " + java)
                .contains("exit code 7");
    }

    /** A process that holds a slot with an endless run. */
    private ProcessBuilder holder() {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SlotHolder.class.getName(),
                        directory.toString(),
                        Wat.file(directory, Wat.endless()).toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
    }
}
