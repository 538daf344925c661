package org.manyhands.sandbox.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.sandbox.FunctionFuel;
import org.manyhands.sandbox.rewrite.MeteredRun.OutOfFuel;
import run.endive.runtime.GlobalInstance;
import run.endive.runtime.HostFunction;
import run.endive.runtime.TrapException;
import run.endive.wasm.WasmEngineException;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.ValType;

/** Counters in a product: own fuel and calls of each function, counted by hand from the weight table. */
class ProfiledModuleTest {
    private static final long LARGE = 1_000_000;

    private static final long ENTRY = 2;

    private static final long CALL = 4;
    private static final long HOST_FUEL = 7;

    private static final String HOST = "(import \"env\" \"host\" (func $host (param i32)))";

    /** A module's profile, and its fuel without counters. */
    private record Profile(List<FunctionFuel> functions, long plain) {
        FunctionFuel of(String name) {
            return functions.stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        long sum() {
            return functions.stream().mapToLong(FunctionFuel::fuel).sum();
        }
    }

    /** Charges {@link #HOST_FUEL}, and traps when it is given a number below zero. */
    private static HostFunction host() {
        return new HostFunction(
                "env", "host", FunctionType.of(List.of(ValType.I32), List.of()), (running, arguments) -> {
                    GlobalInstance fuel = running.exports().global(Meter.FUEL);
                    fuel.setValue(fuel.getValue() - HOST_FUEL);
                    if ((int) arguments[0] < 0) {
                        throw new TrapException("the host's");
                    }
                    return null;
                });
    }

    private static MeteredRun run(byte[] module, boolean imports, long slice, long limit) {
        return imports
                ? MeteredRun.of(module, false, slice, limit, host())
                : MeteredRun.of(module, false, slice, limit);
    }

    private static Profile profile(String fields, long slice, long... arguments) {
        ProfiledModule module = ProfiledModule.of(Wat2Wasm.parse("(module " + fields + ")"));
        boolean imports = fields.contains(HOST);
        MeteredRun counting = run(module.bytes(), imports, slice, LARGE);
        MeteredRun plain = run(module.product(), imports, slice, LARGE);
        call(counting, arguments);
        call(plain, arguments);
        return new Profile(module.read(counting::global, counting.fuel()), plain.fuel());
    }

    /** A trap and the end of the fuel are ends like others. */
    private static void call(MeteredRun run, long... arguments) {
        try {
            run.call("f", arguments);
        } catch (WasmEngineException | OutOfFuel e) {
            assertThat(e).isNotNull();
        }
    }

    private static String work(int drops) {
        return " (drop (i32.const 1))".repeat(drops);
    }

    /** However a function ends, what it used is its own: drop and constant cost one each. */
    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "(return), 1",
        "(br 0), 1",
        "(br_if 0 (i32.const 1)), 2",
        "(br_if 0 (i32.const 0)) (drop (i32.const 1)), 4",
        "(br_table 0 0 (i32.const 0)), 4",
        "(block (br 0)) (drop (i32.const 1)), 3",
        "(block (br 1)) (drop (i32.const 1)), 1",
        "(block (block (br_table 0 1 2 (i32.const 1)))) (drop (i32.const 1)), 6",
    })
    void ownFuelIsCountedHoweverAFunctionEnds(String end, long cost) {
        String callee = "(func $callee (export \"callee\") (call $deeper) " + work(300) + end + ")"
                + "(func $deeper (export \"deeper\") (drop (i32.const 1)))";
        Profile profile =
                profile(callee + "(func $f (export \"f\") " + work(3) + "(call $callee)" + work(2) + ")", 100);
        assertThat(profile.sum()).isEqualTo(profile.plain());
        assertThat(profile.functions())
                .extracting(FunctionFuel::name, FunctionFuel::calls, FunctionFuel::fuel)
                .containsExactly(
                        tuple("callee", 1L, ENTRY + CALL + 600 + cost),
                        tuple("deeper", 1L, ENTRY + 2),
                        tuple("f", 1L, ENTRY + CALL + 10));
    }

    /** Whatever the host grants at a time. */
    @ParameterizedTest
    @ValueSource(longs = {1, 7, 1_000, LARGE})
    void fuelIsOnWhomItBelongsByAnyCall(long slice) {
        Profile profile = profile(
                HOST + "(type $t (func (param i32))) (table funcref (elem $shown))"
                        + "(func $leaf (param i32) (drop (local.get 0)))"
                        + "(func $shown (param i32) (call $leaf (local.get 0)) (drop (i32.const 1)))"
                        + "(func $f (export \"f\") (param $n i32)"
                        + "  (loop $again"
                        + "    (call $leaf (local.get $n))"
                        + "    (call_indirect (type $t) (local.get $n) (i32.const 0))"
                        + "    (call $host (local.get $n))"
                        + "    (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))",
                slice,
                50);
        long leaf = ENTRY + 2;
        assertThat(profile.sum()).isEqualTo(profile.plain());
        assertThat(profile.functions())
                .extracting(FunctionFuel::name, FunctionFuel::calls)
                .containsExactly(
                        tuple("env.host", 50L), tuple("function 1", 100L), tuple("function 2", 50L), tuple("f", 1L));
        assertThat(profile.of("env.host").fuel()).isEqualTo(50 * HOST_FUEL);
        assertThat(profile.of("function 1").fuel()).isEqualTo(100 * leaf);
        assertThat(profile.of("function 2").fuel()).isEqualTo(50 * (ENTRY + CALL + 1 + 2));
    }

    @Test
    void functionThatNeverRanIsLeftOut() {
        assertThat(profile("(func $f (export \"f\")) (func $other (export \"other\") (call $f))", 100)
                        .functions())
                .extracting(FunctionFuel::name)
                .containsExactly("f");
    }

    @Test
    void whatIsNotGivenToAFunctionYetIsThatOfTheOneThatRuns() {
        Profile profile = profile(
                "(func $g (export \"g\") (loop (br 0))) (func $f (export \"f\") " + work(5) + "(call $g))", 100);
        assertThat(profile.sum()).isEqualTo(profile.plain()).isGreaterThan(LARGE);
        assertThat(profile.of("f").fuel()).isEqualTo(ENTRY + 10 + CALL);
        assertThat(profile.of("g").fuel()).isEqualTo(profile.sum() - ENTRY - 10 - CALL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(call $called (i32.const 1))",
                "(call_indirect (type $t) (i32.const 1) (i32.const 0))",
                "(call $host (i32.const 1))",
                "(call $leaf (i32.const 1))",
            })
    void callerRunsOnceACallHasReturned(String call) {
        Profile profile = profile(
                HOST + "(type $t (func (param i32))) (table funcref (elem $called))"
                        + "(func $leaf (param i32) (drop (local.get 0)))"
                        + "(func $deeper (export \"deeper\"))"
                        + "(func $called (param i32) (call $deeper))"
                        + "(func $f (export \"f\") " + call + "(loop (br 0)))",
                100);
        assertThat(profile.sum()).isEqualTo(profile.plain()).isGreaterThan(LARGE);
        long others = profile.functions().stream()
                .filter(each -> !each.name().equals("f"))
                .mapToLong(FunctionFuel::fuel)
                .sum();
        assertThat(others).isPositive().isLessThan(20);
        assertThat(profile.of("f").calls()).isEqualTo(1);
    }

    @Test
    void hostThatEndsARunHasWhatItCharged() {
        Profile profile = profile(
                HOST + "(func $f (export \"f\") " + work(5) + "(call $host (i32.const 1)) (call $host (i32.const -1)))",
                100);
        assertThat(profile.functions())
                .extracting(FunctionFuel::name, FunctionFuel::calls, FunctionFuel::fuel)
                .containsExactly(tuple("env.host", 2L, 2 * HOST_FUEL), tuple("f", 1L, ENTRY + 10 + 2 * (1 + CALL)));
    }

    @Test
    void unnamedFunctionsHaveTheNumbersOfTheSource() {
        Profile profile = profile(
                HOST + "(func $a (param i32) (call $host (i32.const 1)))"
                        + "(func $f (export \"f\") (call $a (i32.const 1)))",
                100);
        assertThat(profile.functions()).extracting(FunctionFuel::name).containsExactly("env.host", "function 1", "f");
    }

    /** A leaf is given its fuel when it is called; a caller that traps before it settles has not paid it. */
    @Test
    void noFunctionHasFuelBelowZero() {
        Profile profile = profile(
                "(func $leaf (param i32) (drop (local.get 0)))"
                        + "(func $f (export \"f\") (param i32)"
                        + "  (if (local.get 0) (then " + "(call $leaf (i32.const 1))".repeat(40)
                        + " (drop (i32.div_u (i32.const 1) (i32.const 0))))))",
                LARGE,
                1);
        assertThat(profile.sum()).isEqualTo(profile.plain());
        assertThat(profile.functions())
                .allSatisfy(each -> assertThat(each.fuel()).isNotNegative());
        assertThat(profile.of("function 0").calls()).isEqualTo(40);
    }

    /** What two leaves were given and never paid is taken back from both, if one alone had too little. */
    @Test
    void whatWasNeverPaidIsTakenFromTheHottestFirst() {
        Profile profile = profile(
                "(func $small (param i32) (drop (local.get 0)))"
                        + "(func $large (param i32) " + work(20) + ")"
                        + "(func $f (export \"f\") (param i32)"
                        + "  (if (local.get 0) (then " + "(call $large (i32.const 1))".repeat(20)
                        + "(call $small (i32.const 1))".repeat(20)
                        + " (drop (i32.div_u (i32.const 1) (i32.const 0))))))",
                LARGE,
                1);
        assertThat(profile.sum()).isEqualTo(profile.plain());
        assertThat(profile.functions())
                .allSatisfy(each -> assertThat(each.fuel()).isNotNegative());
        assertThat(profile.of("function 1").fuel()).isLessThan(20 * (ENTRY + 40));
    }

    @Test
    void countersLeaveTheProductsOwnGlobalsInTheirPlaces() {
        String fields = "(global $g (export \"g\") (mut i32) (i32.const 5)) (memory 1) (data (i32.const 0) \"\\2a\")"
                + "(func (export \"f\") (result i32) (global.set $g (i32.add (global.get $g) (i32.load8_u (i32.const 0))))"
                + " (global.get $g))";
        ProfiledModule module = ProfiledModule.of(Wat2Wasm.parse("(module " + fields + ")"));
        MeteredRun run = MeteredRun.of(module.bytes(), false, LARGE, LARGE);
        assertThat(run.call("f")).containsExactly(47);
        assertThat(run.global(0)).isEqualTo(47);
    }

    @Test
    void onlyASourceThatIsValidIsTaken() {
        assertThatThrownBy(() -> ProfiledModule.of(new byte[] {1, 2, 3})).isInstanceOf(RuntimeException.class);
    }
}
