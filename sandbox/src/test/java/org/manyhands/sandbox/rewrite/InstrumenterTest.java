package org.manyhands.sandbox.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.manyhands.sandbox.OutcomeDigest;
import run.endive.runtime.HostFunction;
import run.endive.wasm.Parser;
import run.endive.wasm.types.CustomSection;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.ValType;

/** Functions move in the product, and everything that names one moves with it; nothing else changes. */
class InstrumenterTest {
    private static byte[] product(String fields) {
        return Instrumenter.instrument(Wat2Wasm.parse("(module " + fields + ")"));
    }

    /** Adds a custom section at the end of a module. */
    private static byte[] withCustomSection(byte[] module, String name, BinaryWriter content) {
        BinaryWriter section = new BinaryWriter().name(name).append(content);
        return new BinaryWriter().raw(module).section(0, section).toByteArray();
    }

    @Test
    void importedFunctionsKeepTheirPlaceAndOwnOnesMove() {
        List<Long> told = new ArrayList<>();
        HostFunction tell = new HostFunction(
                "env", "tell", FunctionType.of(List.of(ValType.I32), List.of()), (running, arguments) -> {
                    told.add(arguments[0]);
                    return new long[0];
                });
        byte[] product = product("(import \"env\" \"tell\" (func $tell (param i32)))"
                + " (func $twice (param i32) (result i32) (i32.mul (i32.const 2) (local.get 0)))"
                + " (func (export \"f\") (call $tell (call $twice (i32.const 21))))");
        MeteredRun run = MeteredRun.of(product, true, 1_000, 1_000_000, tell);
        run.call("f");
        assertThat(told).containsExactly(42L);
    }

    @Test
    void startFunctionRunsAtTheBeginning() {
        MeteredRun run = MeteredRun.ofText("(module (global $g (mut i32) (i32.const 0))"
                + " (func (export \"f\") (result i32) (global.get $g))"
                + " (func $s (global.set $g (i32.const 5))) (start $s))");
        assertThat(run.call("f")).containsExactly(5);
    }

    @Test
    void elementSegmentsOfEveryFormNameTheSameFunctions() {
        String functions = "(type $t (func (result i32))) (func $one (result i32) (i32.const 1))"
                + " (func $two (result i32) (i32.const 2)) (func $three (result i32) (i32.const 3))"
                + " (table $a 4 funcref) (table $b 4 funcref)"
                + " (elem (i32.const 0) $one)" // active, by index
                + " (elem (table $b) (i32.const 1) func $two)" // active, explicit table
                + " (elem (table $b) (i32.const 2) funcref (ref.func $three) (ref.null func))" // expressions
                + " (elem (i32.const 1) funcref (ref.func $two))"
                + " (elem $passive func $three $one)"
                + " (elem $items funcref (ref.func $two))"
                + " (elem declare func $three)"
                + " (func (export \"f\") (param i32) (result i32) (call_indirect $a (type $t) (local.get 0)))"
                + " (func (export \"g\") (param i32) (result i32) (call_indirect $b (type $t) (local.get 0)))"
                + " (func (export \"init\") (table.init $a $passive (i32.const 2) (i32.const 0) (i32.const 1))"
                + " (table.init $a $items (i32.const 3) (i32.const 0) (i32.const 1))"
                + " (table.set $b (i32.const 0) (ref.func $three)))";
        for (boolean compiled : new boolean[] {false, true}) {
            MeteredRun run = MeteredRun.of(product(functions), compiled);
            run.call("init");
            assertThat(List.of(run.call("f", 0)[0], run.call("f", 1)[0], run.call("f", 2)[0], run.call("f", 3)[0]))
                    .containsExactly(1L, 2L, 3L, 2L);
            assertThat(List.of(run.call("g", 0)[0], run.call("g", 1)[0], run.call("g", 2)[0]))
                    .containsExactly(3L, 2L, 3L);
        }
    }

    @Test
    void globalsThatHoldFunctionsHoldTheSameOnes() {
        MeteredRun run = MeteredRun.ofText("(module (type $t (func (result i32))) (table 1 funcref)"
                + " (func $one (result i32) (i32.const 1)) (func $two (result i32) (i32.const 2))"
                + " (global $g funcref (ref.func $two))"
                + " (func (export \"f\") (result i32) (table.set (i32.const 0) (global.get $g))"
                + " (call_indirect (type $t) (i32.const 0))))");
        assertThat(run.call("f")).containsExactly(2);
    }

    @Test
    void functionsWithSeveralResultsAndBlocksWithParametersWork() {
        byte[] product = product("(func $pair (export \"f\") (param i32) (result i32 i64)"
                + " (if (local.get 0) (then (return (i32.const 1) (i64.const 2))))"
                + " (i32.const 3) (i64.const 4) (br 0))"
                + " (func (export \"g\") (param i32) (result i64)"
                + " (call $pair (local.get 0)) (block (param i32 i64) (result i64)"
                + " (local.set 0 (i32.const 0)) (br 0) drop drop (i64.const 9)) )");
        for (boolean compiled : new boolean[] {false, true}) {
            MeteredRun run = MeteredRun.of(product, compiled);
            assertThat(run.call("f", 1)).containsExactly(1, 2);
            assertThat(run.call("f", 0)).containsExactly(3, 4);
        }
    }

    @Test
    void namesOfFunctionsSurvive() {
        byte[] source = Wat2Wasm.parse("(module (func $quiet) (func $loud (export \"f\") (call $quiet)))");
        BinaryWriter names = new BinaryWriter();
        BinaryWriter functions =
                new BinaryWriter().u32(2).u32(0).name("quiet").u32(1).name("loud");
        BinaryWriter labels = new BinaryWriter().u32(0);
        names.section(1, functions).section(3, labels);
        ModuleLayout product = ModuleReader.read(Instrumenter.instrument(withCustomSection(source, "name", names)));
        assertThat(NameSection.functionNames(product)).isEqualTo(Map.of(2, "quiet", 3, "loud"));
    }

    @Test
    void malformedNamesAreLeftOut() {
        byte[] source = Wat2Wasm.parse("(module (func (export \"f\")))");
        byte[] broken =
                withCustomSection(source, "name", new BinaryWriter().u8(1).u32(99));
        ModuleLayout product = ModuleReader.read(Instrumenter.instrument(broken));
        assertThat(product.custom("name")).isNull();
    }

    @Test
    void otherCustomSectionsAreLeftOutSinceTheirOffsetsNoLongerHold() {
        byte[] source = Wat2Wasm.parse("(module)");
        BinaryWriter some = new BinaryWriter().raw("offsets".getBytes(StandardCharsets.UTF_8));
        ModuleLayout product =
                ModuleReader.read(Instrumenter.instrument(withCustomSection(source, ".debug_line", some)));
        assertThat(product.custom(".debug_line")).isNull();
    }

    @Test
    void productSaysWhatItWasMadeFromAndByWhat() {
        byte[] source = Wat2Wasm.parse("(module (func (export \"f\")))");
        byte[] product = Instrumenter.instrument(source);
        assertThat(MeterMark.read(ModuleReader.read(product)))
                .isEqualTo(new MeterMark(
                        Instrumenter.REWRITE_VERSION, Instrumenter.WEIGHTS_VERSION, OutcomeDigest.sha256(source)));
        assertThat(Parser.parse(product).customSections().stream().map(CustomSection::name))
                .contains("manyhands.meter");
    }

    @Test
    void sameSourceGivesTheSameBytes() {
        byte[] source = Wat2Wasm.parse("(module (memory 1) (func (export \"f\") (param i32) (result i32)"
                + " (loop (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))) (local.get 0)))");
        assertThat(Instrumenter.instrument(source)).isEqualTo(Instrumenter.instrument(source.clone()));
    }

    @Test
    void tablesGrowNoFurtherThanTheBound() {
        MeteredRun run = MeteredRun.ofText("(module (table $t 1 funcref) (func (export \"f\") (param i32) (result i32)"
                + " (table.grow $t (ref.null func) (local.get 0))))");
        assertThat((int) run.call("f", 1_000_000)[0]).isEqualTo(-1);
        assertThat((int) run.call("f", 999_999)[0]).isEqualTo(1);
    }

    /** Most compilers declare no maximum; a product is bounded in any engine, at what any work unit can have. */
    @Test
    void productDeclaresTheMaximumOfItsMemory() {
        assertThat(ModuleReader.read(product("(memory 3)")).memories)
                .extracting(ModuleLayout.Range::minimum, ModuleLayout.Range::maximum)
                .containsExactly(tuple(3L, 32_767L));
        assertThat(ModuleReader.read(product("(memory 0 65536)"))
                        .memories
                        .get(0)
                        .maximum())
                .isEqualTo(32_767);
        assertThat(ModuleReader.read(product("(memory 1 5)")).memories.get(0).maximum())
                .isEqualTo(5);
        assertThat(ProfileChecker.check(product("(memory 3) (func (export \"_start\"))"))
                        .memoryMaximumBytes())
                .isEqualTo(ProfileChecker.LARGEST_MEMORY_BYTES);
    }

    @Test
    void productIsNotInstrumentedAgain() {
        byte[] product = product("(func (export \"f\"))");
        assertThatThrownBy(() -> Instrumenter.instrument(product))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("instrumented already");
    }

    @Test
    void whatIsNoModuleIsRefusedInWords() {
        assertThatThrownBy(() -> Instrumenter.instrument(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("truncated");
    }
}
