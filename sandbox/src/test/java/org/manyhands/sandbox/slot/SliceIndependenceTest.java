package org.manyhands.sandbox.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.OutcomeDigest;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.Wat;
import org.manyhands.sandbox.engine.GuestState;
import org.manyhands.sandbox.meter.FuelMeter;
import org.manyhands.sandbox.meter.RunControl;
import org.manyhands.sandbox.meter.RunTime;
import org.manyhands.sandbox.state.PagedBytes;

/**
 * How a host cuts slices, and how long they take, is nothing that a program can find out: fuel, every time it reads from
 * the clock, memory and streams are the same, on both engines.
 */
class SliceIndependenceTest {
    private static final Path APPLICATIONS = Path.of("..", "wasm-apps");
    private static final Limits ENOUGH = new Limits(2_000_000_000, 32L << 20, 1 << 20, 10);

    /** Reads the clock of work, writes it to the next 8 bytes of memory, and gives its lowest bits. */
    private static final String CLOCK = """
            (global $next (mut i32) (i32.const 4096))
            (func $clock (result i32)
              (drop (call $clock_time_get (i32.const 1) (i64.const 0) (global.get $next)))
              (global.set $next (i32.add (global.get $next) (i32.const 8)))
              (i32.load (i32.sub (global.get $next) (i32.const 8))))
            (func $leaf (param i32) (result i32) (i32.xor (local.get 0) (i32.const 7)))
            (func $tree (param $depth i32) (result i32)
              (if (result i32) (local.get $depth)
                (then (i32.add (call $tree (i32.sub (local.get $depth) (i32.const 1)))
                               (call $tree (i32.sub (local.get $depth) (i32.const 1)))))
                (else (i32.const 1))))
            (func $counted (param $from i32) (result i32)
              (local $i i32) (local $sum i32)
              (local.set $i (local.get $from))
              (loop $l
                (local.set $sum (i32.add (i32.mul (local.get $sum) (i32.const 31)) (local.get $i)))
                (br_if $l (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))
              (local.get $sum))
            (func $nested (param $n i32) (result i32)
              (local $i i32) (local $j i32) (local $sum i32)
              (loop $outer
                (local.set $j (i32.const 0))
                (loop $inner
                  (if (i32.and (i32.add (local.get $i) (local.get $j)) (i32.const 3))
                    (then (local.set $sum (call $leaf (i32.add (local.get $sum) (local.get $j))))))
                  (br_if $inner (i32.lt_u (local.tee $j (i32.add (local.get $j) (i32.const 1))) (local.get $n))))
                (br_if $outer (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
              (local.get $sum))
            (type $unary (func (param i32) (result i32)))
            (table funcref (elem $leaf $tree $counted $nested))
            """;

    @TempDir
    private Path directory;

    /** The clock is read between all that charges in its own way; what is called depends on the time. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(drop (call $clock))",
                "(drop (call $leaf (call $clock)))",
                "(drop (call $tree (i32.and (call $clock) (i32.const 7))))",
                "(drop (call $counted (i32.and (call $clock) (i32.const 0x3fff)))) (drop (call $clock))",
                "(drop (call $counted (i32.add (i32.const 70000) (i32.and (call $clock) (i32.const 0xff)))))",
                "(drop (call $nested (i32.add (i32.const 40) (i32.and (call $clock) (i32.const 0x3f))))) (drop (call $clock))",
                "(drop (call_indirect (type $unary) (i32.const 9) (i32.and (call $clock) (i32.const 3))))",
                "(memory.fill (i32.const 65536) (call $clock) (i32.and (call $clock) (i32.const 0xffff)))",
                "(drop (memory.grow (i32.and (call $clock) (i32.const 1)))) (drop (call $clock))",
                "(call $write (i32.const 1) (i32.const 4096) (i32.and (call $clock) (i32.const 0xfff)))",
                "(if (i32.eq (i32.and (call $clock) (i32.const 3)) (i32.const 1)) (then (unreachable)))",
                "(if (i32.eq (i32.and (call $clock) (i32.const 3)) (i32.const 1)) (then (call $proc_exit (i32.const 3))))",
            })
    void whatAProgramReadsFromTheClockIsTheSame(String turn) throws Exception {
        byte[] module = Wat.command(CLOCK, """
                (local $i i32)
                (loop $again
                  %s
                  (br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 12))))
                """.formatted(turn));
        assertIndependent(Wat.file(directory, module), "", ENOUGH);
    }

    /** Where a limit ends a run is no matter of slices either. */
    @ParameterizedTest
    @ValueSource(longs = {1, 5_000, 50_001})
    void limitEndsARunAtTheSamePlace(long fuel) throws Exception {
        byte[] module = Wat.command(CLOCK, """
                (local $i i32)
                (loop $again
                  (drop (call $nested (i32.and (call $clock) (i32.const 0x3f))))
                  (drop (call $counted (i32.const 300)))
                  (br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 12))))
                """);
        Limits limits = new Limits(fuel, ENOUGH.memoryBytes(), ENOUGH.outputBytes(), ENOUGH.outputFiles());
        Seen seen = assertIndependent(Wat.file(directory, module), "", limits);
        assertThat(seen.outcome()).isEqualTo(new Outcome.Exceeded(Outcome.Limit.FUEL));
    }

    @ParameterizedTest
    @CsvSource({
        "kernels/collatz.wasm, 3000",
        "kernels/fft.wasm, 1",
        "kernels/hashmap.wasm, 1",
        "kernels/lz.wasm, 1",
        "kernels/matmul.wasm, 24",
        "kernels/nbody.wasm, 300",
        "kernels/sha256.wasm, 20",
        "kernels/sieve.wasm, 20000",
        "kernels/sort.wasm, 3000",
        "kernels/spmv.wasm, 1",
        "mandelbrot/mandelbrot.wasm, 60 60 0 20",
        "queens/queens.wasm, 7 0 49",
        "steps/steps.wasm, size=16 steps=5",
        "example/hello.wasm, 1 9",
        "toolchains/tally-c.wasm, a b c",
        "toolchains/tally-cpp.wasm, a b c",
        "toolchains/tally-rust.wasm, a b c",
        "sdk/check-c.wasm, ''",
        "sdk/check-rust.wasm, ''",
        "sdk/countdown.wasm, 30",
    })
    void applicationsAreTheSame(Path application, String arguments) throws Exception {
        assertIndependent(
                APPLICATIONS.resolve(application),
                arguments,
                new Limits(1_000_000, ENOUGH.memoryBytes(), ENOUGH.outputBytes(), ENOUGH.outputFiles()));
    }

    /** All that can be seen of a run. */
    private record Seen(Outcome outcome, long fuel, String digest, String memory) {}

    private Seen assertIndependent(Path module, String arguments, Limits limits) throws Exception {
        LoadedModules modules = new LoadedModules(directory.resolve("code"));
        Map<String, Seen> seen = new LinkedHashMap<>();
        for (Engine engine : Engine.values()) {
            for (long largest : new long[] {1, 7, 50_000, FuelMeter.DEFAULT_SLICE}) {
                RunControl control = new RunControl(0, new OddTime(new Random(0), 0));
                seen.put(engine + " " + largest, run(module, arguments, limits, modules, engine, largest, control));
            }
            for (int seed = 1; seed <= 3; seed++) {
                RunControl control =
                        new RunControl(0, new OddTime(new Random(seed), TimeUnit.MILLISECONDS.toNanos(50)));
                long largest = new Random(seed).nextInt(1, 1_000_000);
                seen.put(
                        engine + " by chance " + seed,
                        run(module, arguments, limits, modules, engine, largest, control));
            }
        }
        Seen first = seen.values().iterator().next();
        assertThat(seen).allSatisfy((way, each) -> assertThat(each).isEqualTo(first));
        return first;
    }

    private Seen run(
            Path module,
            String arguments,
            Limits limits,
            LoadedModules modules,
            Engine engine,
            long largest,
            RunControl control)
            throws Exception {
        GuestState[] guest = new GuestState[1];
        modules.load(module, engine).runner().whenBegun(state -> guest[0] = state);
        RunOutcome outcome = new InProcessRun(directory)
                .engine(engine)
                .limits(limits)
                .slice(largest)
                .control(control)
                .run(module, modules, arguments.isEmpty() ? new String[0] : arguments.split(" "));
        return new Seen(outcome.outcome(), outcome.fuel(), outcome.digest(), digest(guest[0].memory()));
    }

    private static String digest(PagedBytes memory) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int page = 0; page < memory.pages(); page++) {
            byte[] array = memory.array(page);
            if (array != null) {
                all.write(array, memory.offset(page), PagedBytes.PAGE_BYTES);
            }
        }
        return OutcomeDigest.sha256(all.toByteArray());
    }

    /** Time that leaps by chance whenever it is asked for, up to some nanoseconds; by 0 it stands still. */
    private record OddTime(Random random, long leap, long[] now) implements RunTime {
        OddTime(Random random, long leap) {
            this(random, leap, new long[1]);
        }

        @Override
        public long nanos() {
            now[0] += leap == 0 ? 0 : random.nextLong(leap);
            return now[0];
        }

        @Override
        public void await(Object monitor, long nanos) {
            throw new IllegalStateException("nobody holds this run");
        }
    }
}
