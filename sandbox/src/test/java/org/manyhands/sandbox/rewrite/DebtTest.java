package org.manyhands.sandbox.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.sandbox.engine.LooseModule;
import org.manyhands.sandbox.rewrite.MeteredRun.OutOfFuel;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.wasm.WasmEngineException;

/** What functions on the stack owe when a trap drops it is little, however the program is written. */
class DebtTest {
    private static final long STACK_BYTES = 256L << 20;
    private static final int I32_MUL = 0x6c;
    /** The largest slice that a host grants. */
    private static final long SLICE = 5_000_000;
    /** More than the frame of any function of {@link RandomCalls}. */
    private static final int FRAME = CallDepth.frame(16, 8);

    @Test
    void allThatCanBeOwedAtOnceIsLessThanASlice() {
        long below = (long) Debt.OWED_PER_BYTE * (CallDepth.BUDGET + CallDepth.RESERVE);
        assertThat(below).isEqualTo(4_341_760);
        assertThat(below + Debt.MOST_IN_LINE + 2 * MeteredCode.MOST_OWED).isLessThan(SLICE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void trapAtAnyDepthDropsLittle(long seed) throws Exception {
        Random random = new Random(seed);
        byte[] source = Wat2Wasm.parse(new RandomCalls(random).module());
        byte[] product = Instrumenter.instrument(source);
        for (int round = 0; round < 2; round++) {
            int depth = 1 + random.nextInt(400);
            int entries = 1 + random.nextInt(300);
            ReferenceFuel reference = new ReferenceFuel();
            Instance plain = LooseModule.listened(
                    source, reference::executed, ImportValues.builder().build());
            reference.watch(plain);
            reference.enter(0);
            boolean trapped = traps(() -> plain.export("f").apply(depth, entries));
            MeteredRun metered = MeteredRun.of(product, false);
            assertThat(traps(() -> metered.call("f", depth, entries))).isEqualTo(trapped);
            long frames = plain.exports().global("depth").getValue();
            long unpaid = reference.fuel() - metered.fuel();
            if (trapped) {
                assertThat(unpaid).isLessThanOrEqualTo(frames * Debt.mostForCall(FRAME) + 2 * Debt.MOST_IN_LINE);
            } else {
                assertThat(unpaid).isZero();
            }
        }
    }

    /** In a thread with room for deep calls. */
    private static boolean traps(Runnable program) throws Exception {
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            try {
                program.run();
                return false;
            } catch (WasmEngineException e) {
                return true;
            }
        });
        Thread thread = new Thread(null, task, "program", STACK_BYTES);
        thread.start();
        return task.get();
    }

    @Test
    void longCodeWithoutBranchesLooksAtTheMeterOnItsWay() {
        String leaf = "(func $leaf " + "(global.set $x (i32.mul (global.get $x) (i32.const 3)))".repeat(60) + ")";
        assertStopped(Wat2Wasm.parse("(module (global $x (mut i32) (i32.const 1)) " + leaf + "(func (export \"f\") "
                + "(call $leaf)".repeat(20_000) + "))"));
        // As much by a function that pays for itself, since a table holds it too.
        assertStopped(Wat2Wasm.parse("(module (table funcref (elem $leaf)) (global $x (mut i32) (i32.const 1)) " + leaf
                + "(func (export \"f\") " + "(call $leaf)".repeat(20_000) + "))"));
    }

    /** Written as bytes: an assembler takes a minute for as much text. */
    @Test
    void longArithmeticLooksAtTheMeterOnItsWay() {
        BinaryWriter body = TestModules.withLocals(1);
        for (int i = 0; i < 400_000; i++) {
            body.u8(Opcodes.LOCAL_GET).u32(0).u8(Opcodes.I32_CONST).signed(3);
            body.u8(I32_MUL).u8(Opcodes.LOCAL_SET).u32(0);
        }
        assertStopped(TestModules.withFunctions("f", 1, body.u8(Opcodes.END)));
    }

    private static void assertStopped(byte[] module) {
        MeteredRun run = MeteredRun.of(Instrumenter.instrument(module), false, 100_000, 1_000_000);
        assertThatThrownBy(() -> run.call("f")).isInstanceOf(OutOfFuel.class);
        assertThat(run.fuel()).isBetween(1_000_001L, 1_000_000L + 2 * Debt.MOST_IN_LINE);
    }
}
