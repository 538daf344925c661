package org.manyhands.sandbox.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.manyhands.sandbox.rewrite.TestModules.START;
import static org.manyhands.sandbox.rewrite.TestModules.check;
import static org.manyhands.sandbox.rewrite.TestModules.only;

import com.dylibso.chicory.wabt.Wat2Wasm;
import org.junit.jupiter.api.Test;
import org.manyhands.sandbox.ModuleReport.Violation;

/** What a module must export, and which names are kept. */
class ExportRulesTest {
    @Test
    void moduleWithoutStartIsRefused() {
        assertThat(only(check("(memory 1)")).rule()).isEqualTo("entry");
        assertThat(only(check("(func (export \"_initialize\"))")).remedy()).contains("mexec-model=reactor");
        assertThat(only(check("(func (export \"_start\") (param i32))")).place())
                .contains("(i32) -> ()");
        assertThat(only(check("(memory (export \"_start\") 1)")).rule()).isEqualTo("entry");
    }

    @Test
    void reservedNamesAreRefusedInASourceModule() {
        assertThat(only(check("(import \"manyhands\" \"slice\" (func (param i64) (result i64))) " + START))
                        .rule())
                .isEqualTo("reserved");
        assertThat(only(check("(global (export \"manyhands_fuel\") (mut i64) (i64.const 9)) " + START))
                        .rule())
                .isEqualTo("reserved");
    }

    private static final String STEPS = "(func (export \"manyhands_init\"))"
            + " (func (export \"manyhands_step\") (result i32) (i32.const 0)) (func (export \"manyhands_result\"))";

    @Test
    void reactorWithTheStepApiIsAccepted() {
        assertThat(check(STEPS).violations()).isEmpty();
        assertThat(check(STEPS + "(func (export \"_initialize\"))").violations())
                .isEmpty();
    }

    @Test
    void stepApiIsWholeAndTypedAndAlone() {
        assertThat(only(check("(func (export \"manyhands_init\")) (func (export \"manyhands_result\"))"))
                        .place())
                .contains("no function manyhands_step");
        assertThat(only(check(STEPS.replace("(result i32) (i32.const 0)", ""))).place())
                .contains("manyhands_step", "() -> (), not () -> (i32)");
        assertThat(only(check(STEPS + START)).place()).contains("both _start and the step API");
        assertThat(only(check(STEPS + "(func (export \"_initialize\") (param i32))"))
                        .place())
                .contains("_initialize", "(i32) -> ()");
        assertThat(check("(global (export \"manyhands_step\") i32 (i32.const 0)) (func (export \"_start\"))")
                        .accepted())
                .isFalse();
    }

    @Test
    void remedyDependsOnWhatIsExportedInstead() {
        Violation library = only(check("(func (export \"_initialize\"))"));
        assertThat(library.place()).isEqualTo("no function _start is exported: this is a reactor (a library)");
        Violation nothing = only(check("(memory 1)"));
        assertThat(nothing.place()).isEqualTo("no function _start is exported");
        assertThat(nothing.remedy()).contains("Compile a WASI command");
        assertThat(only(check("(func (export \"_start\") (result i32) (i32.const 0))"))
                        .remedy())
                .contains("define main");
        assertThat(only(check(STEPS + "(func (export \"_initialize\") (param i32))"))
                        .remedy())
                .contains("define _initialize");
        assertThat(only(check(STEPS.replace("(result i32) (i32.const 0)", ""))).remedy())
                .contains("as the SDK's header does");
    }

    @Test
    void moduleIsSteppedOnlyIfAllOfTheStepApiAreFunctions() {
        assertThat(stepped(STEPS)).isTrue();
        assertThat(stepped("(func (export \"manyhands_init\"))")).isFalse();
        assertThat(stepped(START)).isFalse();
    }

    private static boolean stepped(String fields) {
        return ExportRules.stepped(ModuleReader.read(Wat2Wasm.parse("(module " + fields + ")")));
    }
}
