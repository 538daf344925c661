package org.manyhands.sandbox.slot;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.sandbox.Backtrace;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.Wat;

/** A run that is ended tells which functions it was in, by their names, and both engines tell the same. */
class BacktracesTest {
    @TempDir
    private Path directory;

    private RunOutcome onBoth(byte[] module, String... arguments) throws Exception {
        Limits limits = new Limits(2_000_000, 1L << 24, 100_000, 10);
        RunOutcome interpreted = new InProcessRun(directory).limits(limits).run(module, arguments);
        RunOutcome compiled = new InProcessRun(directory)
                .limits(limits)
                .engine(Engine.COMPILED)
                .run(module, arguments);
        assertThat(compiled.backtrace()).isEqualTo(interpreted.backtrace());
        assertThat(compiled.digest()).isEqualTo(interpreted.digest());
        return compiled;
    }

    private static byte[] named(String definitions) {
        String text = """
                (module
                (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
                (memory (export "memory") 1)
                (type $taking (func (param i32)))
                (table 4 funcref) (elem (i32.const 1) $divide)
                (func $divide (param i32) (drop (i32.div_u (i32.const 8) (local.get 0))))
                (func $start (export "_start") (call $outer))
                """ + definitions + ")";
        return withNames(Wat2Wasm.parse(text), text);
    }

    /** Adds the section that compilers write: the names that the text gives to its functions, which all have one. */
    private static byte[] withNames(byte[] module, String text) {
        List<String> names = Pattern.compile("\\(func \\$(\\w+)")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
        ByteArrayOutputStream functions = new ByteArrayOutputStream();
        functions.write(names.size());
        for (int i = 0; i < names.size(); i++) {
            functions.write(i);
            functions.write(names.get(i).length());
            functions.writeBytes(names.get(i).getBytes(StandardCharsets.US_ASCII));
        }
        ByteArrayOutputStream named = new ByteArrayOutputStream();
        named.writeBytes(module);
        named.writeBytes(
                new byte[] {0, (byte) (functions.size() + 7), 4, 'n', 'a', 'm', 'e', 1, (byte) functions.size()});
        named.writeBytes(functions.toByteArray());
        return named.toByteArray();
    }

    @Test
    void trapNamesTheCallsThatLedToIt() throws Exception {
        RunOutcome run = onBoth(named("(func $inner unreachable) (func $outer (call $inner) (nop))"));
        assertThat(run.outcome()).isEqualTo(new Outcome.Trapped(Outcome.Trap.UNREACHABLE));
        assertThat(run.backtrace().functions()).containsExactly("inner", "outer", "start");
        assertThat(run.backtrace().cut()).isFalse();
    }

    @Test
    void memoryAndHostCallsAreNamedByTheirFunctions() throws Exception {
        assertThat(onBoth(named("(func $outer (drop (i64.load (i32.const -8))))"))
                        .backtrace()
                        .functions())
                .containsExactly("outer", "start");
        assertThat(onBoth(
                                named(
                                        "(func $outer (memory.fill (i32.const 65536) (i32.const 1) (i32.const 1)) (call $proc_exit (i32.const 0)))"))
                        .backtrace()
                        .functions())
                .containsExactly("outer", "start");
    }

    @Test
    void indirectCallIsWhereItWasMadeWhenItFailsAndInItsFunctionAfterwards() throws Exception {
        assertThat(onBoth(named("(func $outer (call_indirect (type $taking) (i32.const 0) (i32.const 1)))"))
                        .backtrace()
                        .functions())
                .containsExactly("divide", "outer", "start");
        for (String element : new String[] {"0", "9"}) {
            assertThat(onBoth(named("(func $outer (call_indirect (type $taking) (i32.const 0) (i32.const " + element
                                    + ")))"))
                            .backtrace()
                            .functions())
                    .containsExactly("outer", "start");
        }
        assertThat(onBoth(named("(func $outer (call_indirect (i32.const 1)))"))
                        .backtrace()
                        .functions())
                .containsExactly("outer", "start");
    }

    @Test
    void deepRecursionIsCutWithItsInnermostCalls() throws Exception {
        RunOutcome trapped = onBoth(named("""
                (func $outer (call $down (i32.const 1000)) (nop))
                (func $down (param i32)
                  (if (i32.eqz (local.get 0)) (then (call $divide (i32.const 0))))
                  (call $down (i32.sub (local.get 0) (i32.const 1))) (nop))
                """));
        assertThat(trapped.outcome()).isEqualTo(new Outcome.Trapped(Outcome.Trap.INTEGER_DIVIDE_BY_ZERO));
        assertThat(trapped.backtrace().cut()).isTrue();
        assertThat(trapped.backtrace().functions())
                .hasSize(Backtrace.MOST_FUNCTIONS)
                .startsWith("divide", "down")
                .endsWith("down");
        RunOutcome exceeded = onBoth(named("(func $outer (call $outer) (nop))"));
        assertThat(exceeded.outcome()).isEqualTo(new Outcome.Exceeded(Outcome.Limit.STACK));
        assertThat(exceeded.backtrace())
                .isEqualTo(new Backtrace(Collections.nCopies(Backtrace.MOST_FUNCTIONS, "outer"), true));
    }

    @Test
    void fuelEndsInTheProgramAndNotInTheMeter() throws Exception {
        RunOutcome run = onBoth(named("(func $outer (loop $again (br $again)))"));
        assertThat(run.outcome()).isEqualTo(new Outcome.Exceeded(Outcome.Limit.FUEL));
        assertThat(run.backtrace().functions()).containsExactly("outer", "start");
    }

    @Test
    void whatClangMakesKeepsItsNames() throws Exception {
        Path queens = Path.of("..", "wasm-apps", "queens", "queens.wasm");
        RunOutcome run = onBoth(Files.readAllBytes(queens), "12", "0", "64");
        assertThat(run.outcome()).isEqualTo(new Outcome.Exceeded(Outcome.Limit.FUEL));
        assertThat(run.backtrace().functions())
                .startsWith("completions")
                .endsWith("__original_main", "_start", "_start.command_export");
    }

    @Test
    void functionWithoutANameIsNumberedAsInTheSource() throws Exception {
        // Before it are eight imports and one helper.
        RunOutcome run = onBoth(Wat.command("(func unreachable)", "(call 9)"));
        assertThat(run.backtrace().functions()).containsExactly("function 9", "_start");
    }

    @Test
    void programThatEndsItselfHasNone() throws Exception {
        assertThat(onBoth(named("(func $outer (call $proc_exit (i32.const 3)))"))
                        .backtrace())
                .isEqualTo(Backtrace.NONE);
        assertThat(onBoth(named("(func $outer)")).backtrace()).isEqualTo(Backtrace.NONE);
    }
}
