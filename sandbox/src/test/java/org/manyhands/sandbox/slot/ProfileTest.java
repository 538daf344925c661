package org.manyhands.sandbox.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.FunctionFuel;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.RunObserver;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.RunProfile;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotSettings;
import org.manyhands.sandbox.Wat;

/** Counters say where the fuel of a run went, to the last unit, and change nothing of the run. */
class ProfileTest {
    private static final Path QUEENS = Path.of("..", "wasm-apps", "queens", "queens.wasm");

    @TempDir
    private Path directory;

    private Slot slot;

    @BeforeEach
    void open() {
        slot = Slot.open(SlotSettings.in(directory.resolve("slot")));
    }

    @AfterEach
    void close() {
        slot.close();
    }

    private RunRequest request(Path module, long fuel, Engine engine, String... arguments) throws Exception {
        return new RunRequest(
                module,
                List.of(arguments),
                Map.of(),
                0,
                List.of(),
                new byte[0],
                Files.createDirectories(directory.resolve("out")),
                new Limits(fuel, 16L << 20, 1L << 20, 10),
                0,
                engine);
    }

    private static FunctionFuel of(RunProfile profile, String name) {
        return profile.functions().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void assertWhole(RunProfile profile) {
        assertThat(profile.functions().stream().mapToLong(FunctionFuel::fuel).sum())
                .isEqualTo(profile.run().fuel());
        assertThat(profile.functions())
                .allSatisfy(each -> assertThat(each.fuel()).isNotNegative());
    }

    @ParameterizedTest
    @EnumSource
    void fuelOfAllFunctionsIsThatOfTheRunWhichIsTheSameAsWithout(Engine engine) throws Exception {
        RunRequest request = request(QUEENS, 1_000_000_000, engine, "8", "0", "64");
        RunProfile profile = slot.profile(request, RunObserver.NONE);
        RunOutcome plain = slot.run(request, RunObserver.NONE);
        assertThat(profile.run().outcome()).isEqualTo(new Outcome.Finished(0));
        assertThat(profile.run().fuel()).isEqualTo(plain.fuel());
        assertThat(profile.run().digest()).isEqualTo(plain.digest());
        assertThat(profile.run().module()).isEqualTo(plain.module());
        assertWhole(profile);
        assertThat(of(profile, "completions").fuel()).isGreaterThan(plain.fuel() / 2);
        assertThat(of(profile, "_start").calls()).isEqualTo(1);
    }

    /** Slices end in the middle, a leaf is paid by its callers, calls go by tables, and the host charges too. */
    @ParameterizedTest
    @EnumSource
    void callsAreCountedHoweverTheyAreMade(Engine engine) throws Exception {
        byte[] module = Wat.command(
                "(type $t (func (param i32) (result i32))) (table funcref (elem $twice))"
                        + "(func $leaf (param i32) (result i32) (i32.mul (local.get 0) (i32.const 3)))"
                        + "(func $twice (param i32) (result i32)"
                        + "  (if (local.get 0) (then (return (call $leaf (call $leaf (local.get 0))))))"
                        + "  (i32.const 1))",
                """
                (local $i i32)
                (loop $again
                  (drop (call $leaf (local.get $i)))
                  (drop (call_indirect (type $t) (local.get $i) (i32.const 0)))
                  (drop (call $random_get (i32.const 2048) (i32.const 100)))
                  (br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 30000))))
                """);
        Path file = Wat.file(directory, module);
        RunRequest request = request(file, 1_000_000_000, engine);
        RunProfile profile = slot.profile(request, RunObserver.NONE);
        assertThat(profile.run().fuel())
                .isEqualTo(slot.run(request, RunObserver.NONE).fuel());
        assertWhole(profile);
        assertThat(profile.functions())
                .extracting(FunctionFuel::name, FunctionFuel::calls)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("function 9", 89_998L),
                        org.assertj.core.groups.Tuple.tuple("function 10", 30_000L),
                        org.assertj.core.groups.Tuple.tuple("_start", 1L),
                        org.assertj.core.groups.Tuple.tuple("wasi_snapshot_preview1.random_get", 30_000L));
        assertThat(of(profile, "wasi_snapshot_preview1.random_get").fuel()).isEqualTo(30_000L * (100 + 4 * 100));
    }

    @Test
    void runThatIsStoppedOrTrapsIsAccountedForToo() throws Exception {
        RunProfile exceeded = slot.profile(
                request(Wat.file(directory, Wat.endless()), 20_000_000, Engine.COMPILED), RunObserver.NONE);
        assertThat(exceeded.run().outcome()).isEqualTo(new Outcome.Exceeded(Outcome.Limit.FUEL));
        assertThat(exceeded.functions().stream().mapToLong(FunctionFuel::fuel).sum())
                .isEqualTo(20_000_000);
        RunProfile trapped = slot.profile(
                request(Wat.file(directory, Wat.command("(func $f unreachable)", "(call $f)")), 1_000, Engine.COMPILED),
                RunObserver.NONE);
        assertThat(trapped.run().outcome()).isEqualTo(new Outcome.Trapped(Outcome.Trap.UNREACHABLE));
        assertThat(trapped.functions().stream().mapToLong(FunctionFuel::fuel).sum())
                .isEqualTo(trapped.run().fuel());
    }

    @Test
    void callerThatNeverPaysForItsLeavesHasNoFuelBelowZero() throws Exception {
        String calls = "(call $leaf)".repeat(100);
        byte[] module = Wat.command(
                "(global $x (mut i32) (i32.const 1))"
                        + "(func $leaf (global.set $x (i32.mul (global.get $x) (i32.const 3))))"
                        + "(func $f (param i32) (if (local.get 0) (then " + calls
                        + " (drop (i32.div_u (i32.const 1) (i32.const 0))))))",
                "(call $f (i32.const 1))");
        RunProfile trapped =
                slot.profile(request(Wat.file(directory, module), 1_000_000, Engine.COMPILED), RunObserver.NONE);
        assertThat(trapped.run().outcome()).isEqualTo(new Outcome.Trapped(Outcome.Trap.INTEGER_DIVIDE_BY_ZERO));
        assertThat(trapped.functions()).extracting(FunctionFuel::calls).contains(100L);
        assertWhole(trapped);
    }

    @Test
    void productIsRefusedSinceCountersGoIntoASource() throws Exception {
        Path product = directory.resolve("product.wasm");
        slot.instrument(QUEENS, product);
        assertThatThrownBy(() -> slot.profile(request(product, 1_000, Engine.COMPILED), RunObserver.NONE))
                .isInstanceOf(ModuleRefusedException.class)
                .hasMessageContaining("instrumented already");
    }
}
