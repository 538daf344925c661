package org.manyhands.sandbox.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.manyhands.sandbox.CapturedStream;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.InputFile;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.Wat;
import org.manyhands.sandbox.meter.RunControl;
import org.manyhands.sandbox.meter.RunTime;

/** Every way in which a run can end, on both engines. */
class OutcomesTest {
    @TempDir
    private Path directory;

    private RunOutcome onBoth(byte[] module, Limits limits) throws Exception {
        RunOutcome interpreted = new InProcessRun(directory).limits(limits).run(module);
        RunOutcome compiled = new InProcessRun(directory)
                .limits(limits)
                .engine(Engine.COMPILED)
                .run(module);
        assertThat(compiled.outcome()).isEqualTo(interpreted.outcome());
        assertThat(compiled.digest()).isEqualTo(interpreted.digest());
        assertThat(compiled.fuel()).isEqualTo(interpreted.fuel());
        return compiled;
    }

    private RunOutcome onBoth(byte[] module) throws Exception {
        return onBoth(module, new Limits(2_000_000, 1L << 20, 100_000, 10));
    }

    /** The thread is interrupted at the limit of time, and the file that it is opening fails. */
    @Test
    void aRunThatIsOutOfTimeWhileItReadsItsInputsSaysSoAndNotWhatBecameOfTheFile() throws Exception {
        AtomicLong nanos = new AtomicLong();
        RunControl control = new RunControl(300, new RunTime() {
            @Override
            public long nanos() {
                return nanos.get();
            }

            @Override
            public void await(Object monitor, long rest) {
                throw new AssertionError("nobody holds the run");
            }
        });
        InputFile unreadable = new InputFile("a.csv", directory.resolve("absent"));
        assertThat(ended(control, unreadable)).contains("cannot read the input file");

        nanos.set(Duration.ofMillis(301).toNanos());

        assertThat(ended(control, unreadable)).contains("wall clock", "300 ms");
    }

    private String ended(RunControl control, InputFile input) throws Exception {
        RunOutcome run =
                new InProcessRun(directory).control(control).inputs(input).run(Wat.busy());
        return ((Outcome.HostFailed) run.outcome()).reason();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UNREACHABLE                   | unreachable",
                "MEMORY_OUT_OF_BOUNDS          | (drop (i32.load (i32.const -4)))",
                "MEMORY_OUT_OF_BOUNDS          | (i64.store (i32.const 131065) (i64.const 1))",
                "MEMORY_OUT_OF_BOUNDS          | (drop (i32.load offset=65536 (i32.const 65533)))",
                "MEMORY_OUT_OF_BOUNDS          | (memory.fill (i32.const 131072) (i32.const 1) (i32.const 1))",
                "MEMORY_OUT_OF_BOUNDS          | (memory.copy (i32.const 0) (i32.const -1) (i32.const 2))",
                "TABLE_OUT_OF_BOUNDS           | (table.set $t (i32.const 9) (ref.null func))",
                "UNDEFINED_ELEMENT             | (call_indirect $t (type $v) (i32.const 9))",
                "UNINITIALIZED_ELEMENT         | (call_indirect $t (type $v) (i32.const 1))",
                "INDIRECT_CALL_TYPE_MISMATCH   | (drop (call_indirect $t (type $i) (i32.const 0)))",
                "INTEGER_DIVIDE_BY_ZERO        | (drop (i32.div_u (i32.const 1) (global.get $zero)))",
                "INTEGER_DIVIDE_BY_ZERO        | (drop (i64.rem_s (i64.const 1) (i64.const 0)))",
                "INTEGER_OVERFLOW              | (drop (i32.div_s (i32.const 0x80000000) (i32.const -1)))",
                "INTEGER_OVERFLOW              | (drop (i32.trunc_f64_s (f64.const 1e10)))",
                "INVALID_CONVERSION_TO_INTEGER | (drop (i64.trunc_f32_u (f32.const nan)))"
            })
    void whatWebAssemblyForbidsIsATrap(Outcome.Trap trap, String body) throws Exception {
        byte[] module = Wat.command("""
                (type $v (func)) (type $i (func (result i32)))
                (table $t 2 2 funcref) (elem (i32.const 0) func $f)
                (func $f)
                (global $zero (mut i32) (i32.const 0))
                """, body);
        assertThat(onBoth(module).outcome()).isEqualTo(new Outcome.Trapped(trap));
    }

    @Test
    void programEndsItself() throws Exception {
        assertThat(onBoth(Wat.command("", "(call $proc_exit (i32.const 7))")).outcome())
                .isEqualTo(new Outcome.Finished(7));
        assertThat(onBoth(Wat.command("", "")).outcome()).isEqualTo(new Outcome.Finished(0));
    }

    @Test
    void endlessLoopMeetsTheLimitOnFuel() throws Exception {
        RunOutcome run = onBoth(Wat.endless(), new Limits(123_456, 1L << 20, 0, 0));
        assertThat(run.outcome()).isEqualTo(new Outcome.Exceeded(Outcome.Limit.FUEL));
        assertThat(run.fuel()).isEqualTo(123_456);
    }

    @Test
    void endlessRecursionMeetsTheLimitOnCallDepth() throws Exception {
        byte[] module = Wat.command("(func $f (param i64) (call $f (i64.add (local.get 0) (i64.const 1))) (nop))", """
                (call $f (i64.const 0))
                """);
        assertThat(onBoth(module).outcome()).isEqualTo(new Outcome.Exceeded(Outcome.Limit.STACK));
    }

    @Test
    void startFunctionIsMeteredToo() throws Exception {
        byte[] module = Wat.command("(func $s (loop $l (br $l))) (start $s)", "");
        assertThat(onBoth(module).outcome()).isEqualTo(new Outcome.Exceeded(Outcome.Limit.FUEL));
        byte[] trapping = Wat.command("(func $s unreachable) (start $s)", "");
        assertThat(onBoth(trapping).outcome()).isEqualTo(new Outcome.Trapped(Outcome.Trap.UNREACHABLE));
    }

    @Test
    void memoryGrowsToTheLimitAndTheProgramHearsOfIt() throws Exception {
        byte[] module = Wat.command("", """
                (local $pages i32)
                (loop $more
                  (local.set $pages (memory.size))
                  (br_if $more (i32.ne (memory.grow (i32.const 1)) (i32.const -1))))
                (call $proc_exit (local.get $pages))
                """);
        assertThat(onBoth(module, new Limits(1_000_000, 5 * 65_536, 0, 0)).outcome())
                .isEqualTo(new Outcome.Finished(5));
        assertThat(onBoth(module, new Limits(1_000_000, 1L << 30, 0, 0)).outcome())
                .as("the declared maximum")
                .isEqualTo(new Outcome.Finished(16));
    }

    @Test
    void moduleThatBeginsWithTooMuchMemoryDoesNotBegin() throws Exception {
        RunOutcome run = onBoth(Wat.command("", ""), new Limits(1_000_000, 65_536, 0, 0));
        assertThat(run.outcome()).isEqualTo(new Outcome.Exceeded(Outcome.Limit.MEMORY));
        assertThat(run.fuel()).isZero();
    }

    @Test
    void outputBeyondTheLimitEndsTheRunAndWhatFittedIsKept() throws Exception {
        byte[] module = Wat.command("(data (i32.const 100) \"a\")", """
                (drop (call $path_open (i32.const 4) (i32.const 0) (i32.const 100) (i32.const 1) (i32.const 1)
                  (i64.const 66) (i64.const 66) (i32.const 0) (i32.const 16)))
                (loop $more (call $write (i32.load (i32.const 16)) (i32.const 0) (i32.const 1000)) (br $more))
                """);
        RunOutcome run = onBoth(module, new Limits(1_000_000, 1L << 20, 4_500, 1));
        assertThat(run.outcome()).isEqualTo(new Outcome.Exceeded(Outcome.Limit.OUTPUT));
        assertThat(run.outputs()).hasSize(1);
        assertThat(run.outputs().get(0).bytes()).isEqualTo(4_000);
        RunOutcome noFile = onBoth(module, new Limits(1_000_000, 1L << 20, 4_500, 0));
        assertThat(noFile.outcome()).isEqualTo(new Outcome.Exceeded(Outcome.Limit.OUTPUT));
    }

    @Test
    void longStandardOutputKeepsItsHeadAndTail() throws Exception {
        byte[] module = Wat.command("(data (i32.const 1024) \"begin\") (data (i32.const 66000) \"end\")", """
                (local $i i32)
                (loop $more
                  (call $write (i32.const 1) (i32.const 1024) (i32.const 64979))
                  (br_if $more (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 20))))
                """);
        CapturedStream stdout = onBoth(module).stdout();
        assertThat(stdout.totalBytes()).isEqualTo(20 * 64_979);
        assertThat(stdout.truncated()).isTrue();
        assertThat(stdout.kept()).hasSize(CapturedStream.KEPT_BYTES);
        assertThat(new String(stdout.kept(), StandardCharsets.ISO_8859_1))
                .startsWith("begin")
                .endsWith("end");
    }

    @Test
    void socketsAnswerThatThereAreNone() throws Exception {
        byte[] module = Wat.command("", """
                (call $proc_exit
                  (call $sock_send (i32.const 3) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))
                """);
        assertThat(onBoth(module).outcome()).isEqualTo(new Outcome.Finished(57));
    }

    @ParameterizedTest
    @EnumSource
    void cancelledRunHasNoDigest(Engine engine) throws Exception {
        RunControl control = new RunControl(0);
        control.cancel();
        RunOutcome run =
                new InProcessRun(directory).engine(engine).control(control).run(Wat.endless());
        assertThat(run.outcome()).isEqualTo(new Outcome.Cancelled());
        assertThat(run.digest()).isEmpty();
    }

    @Test
    void moduleThatBreaksARuleIsRefused() {
        byte[] module =
                Wat2Wasm.parse("(module (import \"env\" \"open\" (func)) (memory 1) (func (export \"_start\")))");
        assertThatThrownBy(() -> new InProcessRun(directory).run(module))
                .isInstanceOfSatisfying(
                        ModuleRefusedException.class,
                        e -> assertThat(e.violations()).isNotEmpty());
        assertThatThrownBy(() -> new InProcessRun(directory).run(new byte[] {1, 2, 3}))
                .isInstanceOf(ModuleRefusedException.class);
    }
}
