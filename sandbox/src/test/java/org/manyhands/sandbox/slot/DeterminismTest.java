package org.manyhands.sandbox.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.Wat;

/** Same inputs, same digest and fuel: whatever the engine, the slice, the process's past. */
class DeterminismTest {
    private static final Path QUEENS = Path.of("..", "wasm-apps", "queens", "queens.wasm");

    @TempDir
    private Path directory;

    private static void assertSame(RunOutcome one, RunOutcome other) {
        assertThat(other.outcome()).isEqualTo(one.outcome());
        assertThat(other.fuel()).isEqualTo(one.fuel());
        assertThat(other.digest()).isEqualTo(one.digest()).isNotEmpty();
        assertThat(other.outputs()).isEqualTo(one.outputs());
    }

    @Test
    void bothEnginesGiveTheSameForWhatTouchesClockRandomnessAndFiles() throws Exception {
        RunOutcome interpreted = new InProcessRun(directory).seed(3).run(Wat.busy());
        RunOutcome compiled =
                new InProcessRun(directory).seed(3).engine(Engine.COMPILED).run(Wat.busy());
        assertSame(interpreted, compiled);
        assertThat(interpreted.outcome()).isEqualTo(new Outcome.Finished(0));
        assertThat(interpreted.outputs()).hasSize(1);
        RunOutcome otherSeed = new InProcessRun(directory).seed(4).run(Wat.busy());
        assertThat(otherSeed.digest()).isNotEqualTo(interpreted.digest());
        assertThat(otherSeed.fuel()).isEqualTo(interpreted.fuel());
    }

    @Test
    void bothEnginesGiveTheSameForARealApplication() throws Exception {
        LoadedModules modules = new LoadedModules(directory.resolve("code"));
        RunOutcome interpreted = new InProcessRun(directory).run(QUEENS, modules, "7", "0", "49");
        RunOutcome compiled =
                new InProcessRun(directory).engine(Engine.COMPILED).run(QUEENS, modules, "7", "0", "49");
        assertSame(interpreted, compiled);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1_000, 123_457, Long.MAX_VALUE / 2})
    void sizeOfASliceLeavesNoTrace(long slice) throws Exception {
        RunOutcome usual = new InProcessRun(directory).engine(Engine.COMPILED).run(Wat.busy());
        assertSame(
                usual,
                new InProcessRun(directory).engine(Engine.COMPILED).slice(slice).run(Wat.busy()));
        Limits half = new Limits(usual.fuel() / 2, 1L << 20, 100_000, 10);
        RunOutcome stopped =
                new InProcessRun(directory).engine(Engine.COMPILED).limits(half).run(Wat.busy());
        assertThat(stopped.outcome()).isEqualTo(new Outcome.Exceeded(Outcome.Limit.FUEL));
        assertThat(stopped.fuel()).isEqualTo(half.fuel());
        assertSame(
                stopped,
                new InProcessRun(directory)
                        .engine(Engine.COMPILED)
                        .limits(half)
                        .slice(slice)
                        .run(Wat.busy()));
    }

    /** A module that changes all that a runtime could keep: tables, dropped segments, globals, memory. */
    @ParameterizedTest
    @EnumSource
    void runsBeforeLeaveNoTrace(Engine engine) throws Exception {
        byte[] module = Wat.command("""
                (table $t 2 10 funcref)
                (global $g (mut i32) (i32.const 5))
                (data $d "passive")
                (elem $e func $f $f)
                (func $f)
                """, """
                (if (i32.eqz (ref.is_null (table.get $t (i32.const 0)))) (then unreachable))
                (table.init $t $e (i32.const 0) (i32.const 0) (i32.const 2))
                (elem.drop $e)
                (drop (table.grow $t (ref.func $f) (i32.const 3)))
                (memory.init $d (i32.const 100) (i32.const 0) (i32.const 7))
                (data.drop $d)
                (drop (memory.grow (i32.const 1)))
                (global.set $g (i32.add (global.get $g) (i32.load (i32.const 4096))))
                (i32.store (i32.const 4096) (i32.const 77))
                (i32.store (i32.const 108) (i32.add (table.size $t) (i32.mul (global.get $g) (memory.size))))
                (call $write (i32.const 1) (i32.const 100) (i32.const 12))
                """);
        Path file = Wat.file(directory, module);
        LoadedModules modules = new LoadedModules(directory.resolve("code"));
        RunOutcome first = new InProcessRun(directory).engine(engine).run(file, modules);
        RunOutcome second = new InProcessRun(directory).engine(engine).run(file, modules);
        assertThat(first.outcome()).isEqualTo(new Outcome.Finished(0));
        assertSame(first, second);
    }

    @Test
    void instrumentedModuleRunsAsItsSourceDoes() throws Exception {
        Path source = Wat.file(directory, Wat.busy());
        Path instrumented = directory.resolve("instrumented.wasm");
        ModuleFile.instrument(source, instrumented);
        LoadedModules modules = new LoadedModules(directory.resolve("code"));
        RunOutcome fromSource = new InProcessRun(directory).run(source, modules);
        RunOutcome fromProduct = new InProcessRun(directory).run(instrumented, modules);
        assertSame(fromSource, fromProduct);
        assertThat(fromProduct.module()).isEqualTo(fromSource.module());
    }
}
