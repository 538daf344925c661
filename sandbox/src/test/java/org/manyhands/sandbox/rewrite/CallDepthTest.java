package org.manyhands.sandbox.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.sandbox.rewrite.MeteredRun.StackExhausted;

/** How deep calls may go is decided by the program's own frames, and by nothing of the engine. */
class CallDepthTest {
    /** What the run thread of a slot has. */
    private static final long RUN_STACK = 64L << 20;

    private static final String ENDLESS = "(func $f (param i32) (result i32)"
            + " (i32.add (call $f (i32.add (local.get 0) (i32.const 1))) (i32.const 1)))"
            + " (func (export \"f\") (result i32) (call $f (i32.const 0)))";

    private static byte[] product(String fields) {
        return Instrumenter.instrument(Wat2Wasm.parse("(module " + fields + ")"));
    }

    private static @Nullable Throwable failure(byte[] product, boolean compiled, long... arguments) throws Exception {
        return failure(MeteredRun.of(product, compiled), arguments);
    }

    private static @Nullable Throwable failure(MeteredRun run, long... arguments) throws Exception {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Runnable call = () -> {
            try {
                run.call("f", arguments);
            } catch (RuntimeException | StackOverflowError e) {
                failure.set(e);
            }
        };
        Thread thread = new Thread(null, call, "run", RUN_STACK);
        thread.start();
        thread.join();
        return failure.get();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void endlessRecursionEndsAtOurLimitAndNotAtTheEngines(boolean compiled) throws Exception {
        assertThat(failure(product(ENDLESS), compiled)).isInstanceOf(StackExhausted.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void endlessRecursionThroughATableEndsToo(boolean compiled) throws Exception {
        assertThat(failure(
                        product("(type $t (func)) (table funcref (elem $f)) (func $f (export \"f\")"
                                + " (call_indirect (type $t) (i32.const 0)))"),
                        compiled))
                .isInstanceOf(StackExhausted.class);
    }

    /** Types are told apart: the one that is called by is neither the module's first nor its last. */
    @Test
    void endlessRecursionThroughATableOfManyTypesEndsToo() throws Exception {
        assertThat(failure(
                        product("(type (func (param i32))) (type $t (func)) (type (func (param i64)))"
                                + " (table funcref (elem $f)) (func $f (export \"f\")"
                                + " (call_indirect (type $t) (i32.const 0))) (func (param i64)) (func (param i32))"),
                        true))
                .isInstanceOf(StackExhausted.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void functionsThatCallEachOtherInTurnEndToo(boolean compiled) throws Exception {
        assertThat(failure(
                        product("(func $a (export \"f\") (call $b)) (func $b (call $c)) (func $c (call $a))"),
                        compiled))
                .isInstanceOf(StackExhausted.class);
    }

    @Test
    void thousandsOfCallsFit() throws Exception {
        byte[] product = product(
                "(func $f (export \"f\") (param i32) (result i32) (if (result i32) (local.get 0)"
                        + " (then (i32.add (i32.const 1) (call $f (i32.sub (local.get 0) (i32.const 1))))) (else (i32.const 0))))");
        assertThat(failure(product, true, 4_000)).isNull();
        assertThat(failure(product, false, 4_000)).isNull();
        assertThat(failure(product, true, 6_000)).isInstanceOf(StackExhausted.class);
    }

    @Test
    void everyWayOutGivesTheFrameBack() {
        String recursive = " (call $f (local.get 1) (i32.const 0))";
        String[] ways = {
            "(i32.const 1)",
            "(return (i32.const 1))",
            "(br 0 (i32.const 1))",
            "(block (br_if 1 (i32.const 1) (i32.const 1)) drop) (i32.const 2)",
            "(block (loop (return (i32.const 1)))) (i32.const 2)",
            "(i32.const 1) (br_table 0 0 (i32.const 0))",
            "(if (result i32) (local.get 0) (then (br 1 (i32.const 1))) (else (return (i32.const 3))))",
        };
        for (String way : ways) {
            // Calls itself once, so that its frame is counted, then leaves in one of the ways.
            byte[] product = product("(func $f (export \"f\") (param i32 i32) (result i32)"
                    + " (if (local.get 0) (then (drop" + recursive + "))) " + way + ")");
            MeteredRun run = MeteredRun.of(product, true);
            for (int i = 0; i < 20_000; i++) {
                run.call("f", 1, 0);
            }
        }
    }

    @Test
    void largeFramesUseTheLimitUpSooner() throws Exception {
        assertThat(depth(0)).isGreaterThan(3 * depth(50));
    }

    private static int depth(int locals) throws Exception {
        MeteredRun run = MeteredRun.ofText("(module (global $depth (export \"depth\") (mut i32) (i32.const 0))"
                + " (func $f (export \"f\") " + "(local i64)".repeat(locals)
                + " (global.set $depth (i32.add (global.get $depth) (i32.const 1))) (call $f))"
                + " (func (export \"d\") (result i32) (global.get $depth)))");
        assertThat(failure(run)).isInstanceOf(StackExhausted.class);
        return (int) run.call("d")[0];
    }

    @Test
    void longChainsOfDifferentFunctionsAreCountedToo() throws Exception {
        StringBuilder chain = new StringBuilder("(func $f0)");
        for (int i = 1; i <= 20_000; i++) {
            chain.append("(func $f").append(i).append(" (call $f").append(i - 1).append("))");
        }
        byte[] product = product(chain + "(func (export \"f\") (call $f20000))");
        assertThat(failure(product, false)).isInstanceOf(StackExhausted.class);
    }

    /** What is counted in a chain of functions that each call the one before, whose frames have these sizes. */
    private static boolean[] counted(int... frames) {
        StringBuilder chain = new StringBuilder("(module (func)");
        for (int i = 1; i < frames.length; i++) {
            chain.append("(func (call ").append(i - 1).append("))");
        }
        ModuleLayout module = ModuleReader.read(Wat2Wasm.parse(chain + ")"));
        List<FunctionFacts> facts = module.bodies.stream()
                .map(body -> FunctionFacts.of(module, body, 0))
                .toList();
        return CallDepth.counted(facts, frames, CallGraph.of(module, facts));
    }

    @Test
    void framesAreCountedFromTheFirstByteAboveTheBoundsOn() {
        int[] frames = new int[CallDepth.RESERVE / CallDepth.SMALL_FRAME];
        Arrays.fill(frames, CallDepth.SMALL_FRAME);
        assertThat(counted(frames)).containsOnly(false);
        frames[1]++;
        boolean[] one = new boolean[frames.length];
        one[1] = true;
        assertThat(counted(frames)).isEqualTo(one);
        int[] more = Arrays.copyOf(frames, frames.length + 1);
        more[1]--;
        more[frames.length] = 1;
        boolean[] callers = new boolean[more.length];
        Arrays.fill(callers, true);
        callers[0] = false;
        assertThat(counted(more)).isEqualTo(callers);
    }
}
