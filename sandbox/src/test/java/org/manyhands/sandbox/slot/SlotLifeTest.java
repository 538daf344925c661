package org.manyhands.sandbox.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.RunObserver;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotSettings;
import org.manyhands.sandbox.Wat;

/** Slots with real child processes that are stopped, slowed down or silent. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SlotLifeTest {
    private static final long ENDLESS_FUEL = Long.MAX_VALUE / 4;

    /** Patience with a child that is silent, and none with one that is late. */
    private static final Patience SHORT_SILENCE = new Patience(100, 60_000, 60_000, 2_000);

    @TempDir
    private Path directory;

    private SlotSettings settings;

    @BeforeEach
    void settings() {
        settings = SlotSettings.in(directory.resolve("slot"));
    }

    private RunRequest request(byte[] module, Engine engine, long fuel, long wallMillis) throws Exception {
        return new RunRequest(
                Wat.file(directory, module),
                List.of(),
                Map.of(),
                1,
                List.of(),
                new byte[0],
                Files.createDirectories(directory.resolve("out")),
                new Limits(fuel, 256L << 20, 1L << 20, 10),
                wallMillis,
                engine);
    }

    private static void signal(String name, long pid) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        } catch (java.io.IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void childThatSaysNothingAnyMoreIsKilledAndTheHostsFailure() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs the signals of a POSIX system");
        try (Slot slot = ProcessSlot.open(settings, SHORT_SILENCE)) {
            AtomicBoolean stopped = new AtomicBoolean();
            RunOutcome run = slot.run(request(Wat.endless(), Engine.COMPILED, ENDLESS_FUEL, 0), fuel -> {
                if (fuel > 0 && stopped.compareAndSet(false, true)) {
                    signal("STOP", slot.pid());
                }
            });
            assertThat(run.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.HostFailed.class,
                            failed -> assertThat(failed.reason()).contains("no sign of life"));
            assertThat(slot.run(request(Wat.busy(), Engine.COMPILED, ENDLESS_FUEL, 0), RunObserver.NONE)
                            .outcome())
                    .isEqualTo(new Outcome.Finished(0));
        }
    }

    @Test
    void stoppedChildDoesNotKeepACancelledRunAlive() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs the signals of a POSIX system");
        try (Slot slot = ProcessSlot.open(settings, new Patience(100, 60_000, 500, 60_000))) {
            RunOutcome run = slot.run(request(Wat.endless(), Engine.COMPILED, ENDLESS_FUEL, 0), fuel -> {
                signal("STOP", slot.pid());
                slot.cancel();
            });
            assertThat(run.outcome()).isEqualTo(new Outcome.Cancelled());
        }
    }

    @Test
    void observerThatTakesItsTimeIsNoSilenceOfTheChild() throws Exception {
        try (Slot slot = ProcessSlot.open(settings, new Patience(10, 60_000, 60_000, 1_500))) {
            AtomicBoolean waited = new AtomicBoolean();
            RunOutcome run = slot.run(request(Wat.endless(), Engine.COMPILED, 2_000_000_000L, 0), fuel -> {
                if (waited.compareAndSet(false, true)) {
                    // Longer than the patience, by a clock of its own: a process that takes that long.
                    await(new ProcessBuilder("sleep", "3"));
                }
            });
            assertThat(run.outcome()).isEqualTo(new Outcome.Exceeded(Outcome.Limit.FUEL));
        }
    }

    private static void await(ProcessBuilder process) {
        try {
            process.start().waitFor();
        } catch (java.io.IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void wallClockEndsEveryEngine(Engine engine) throws Exception {
        try (Slot slot = Slot.open(settings)) {
            RunOutcome run = slot.run(request(Wat.endless(), engine, ENDLESS_FUEL, 1_500), RunObserver.NONE);
            assertThat(run.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.HostFailed.class,
                            failed -> assertThat(failed.reason()).contains("wall clock", "1500"));
        }
    }

    @Test
    void wallClockEndsARunOfLongBulkOperations() throws Exception {
        byte[] module = Wat2Wasm.parse("""
                (module (memory (export "memory") 3000 3000) (func (export "_start")
                  (loop $more
                    (memory.fill (i32.const 0) (i32.const 7) (i32.const 190000000))
                    (memory.copy (i32.const 1) (i32.const 0) (i32.const 190000000))
                    (br $more))))
                """);
        try (Slot slot = Slot.open(settings.forLimits(new Limits(1, 256L << 20, 1L << 20, 10)))) {
            RunOutcome run = slot.run(request(module, Engine.INTERPRETER, ENDLESS_FUEL, 1_500), RunObserver.NONE);
            assertThat(run.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.HostFailed.class,
                            failed -> assertThat(failed.reason()).contains("wall clock"));
        }
    }

    @Test
    void throttledRunUsesTheSameFuelAndCanBeLetLoose() throws Exception {
        try (Slot slot = Slot.open(settings)) {
            RunRequest request = request(Wat.busy(), Engine.COMPILED, ENDLESS_FUEL, 0);
            RunOutcome free = slot.run(request, RunObserver.NONE);
            slot.throttle(50);
            assertThat(slot.run(request, RunObserver.NONE).digest()).isEqualTo(free.digest());
            slot.throttle(1);
            RunRequest endless = request(Wat.endless(), Engine.COMPILED, 3_000_000_000L, 0);
            RunOutcome loose = slot.run(endless, fuel -> slot.throttle(100));
            assertThat(loose.outcome()).isEqualTo(new Outcome.Exceeded(Outcome.Limit.FUEL));
        }
    }

    @Test
    void slotEndsWithItsParentAlsoWhenItIsHeldAndSlow() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SlotHolder.class.getName(),
                        directory.toString(),
                        Wat.file(directory, Wat.endless()).toString(),
                        "held")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
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
    void slotGoesFirstWhenMemoryRunsOut() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/oom_score_adj")), "needs Linux");
        try (Slot slot = Slot.open(settings)) {
            slot.run(request(Wat.busy(), Engine.COMPILED, ENDLESS_FUEL, 0), RunObserver.NONE);
            assertThat(Path.of("/proc/" + slot.pid() + "/oom_score_adj")).hasContent("1000");
            String stat = Files.readString(Path.of("/proc/" + slot.pid() + "/stat"));
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            assertThat(afterName[16]).as("nice").isEqualTo("19");
        }
    }
}
