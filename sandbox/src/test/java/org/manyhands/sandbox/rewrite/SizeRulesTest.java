package org.manyhands.sandbox.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.manyhands.sandbox.rewrite.TestModules.HEADER;
import static org.manyhands.sandbox.rewrite.TestModules.START;
import static org.manyhands.sandbox.rewrite.TestModules.check;
import static org.manyhands.sandbox.rewrite.TestModules.only;
import static org.manyhands.sandbox.rewrite.TestModules.withCode;
import static org.manyhands.sandbox.rewrite.TestModules.withFunctions;
import static org.manyhands.sandbox.rewrite.TestModules.withLocals;
import static org.manyhands.sandbox.rewrite.TestModules.withSection;

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.manyhands.sandbox.ModuleReport.Violation;

/** How large a module and its parts may be. */
class SizeRulesTest {
    @Test
    void secondMemoryIsRefused() {
        byte[] module = withSection(5, 2, 0, 1, 0, 1);
        assertThat(ProfileChecker.check(module).violations())
                .extracting(Violation::rule)
                .contains("multiple-memories");
    }

    @Test
    void memoryThatBeginsAboveTheLimitIsRefused() {
        byte[] module = Wat2Wasm.parse("(module (memory 4) " + START + ")");
        assertThat(ProfileChecker.check(module, 4 * 65_536).accepted()).isTrue();
        Violation violation = only(ProfileChecker.check(module, 4 * 65_536 - 1));
        assertThat(violation.rule()).isEqualTo("memory");
        assertThat(violation.place()).contains("262144 bytes").contains("262143");
        assertThat(only(check("(memory 65536) " + START)).rule()).isEqualTo("memory");
    }

    @Test
    void sizesAreBounded() {
        assertThat(only(Arrays.copyOf(HEADER, SizeRules.ANY_BYTES + 1)).rule()).isEqualTo("size");
        BinaryWriter filler = new BinaryWriter().name("filler").raw(new byte[SizeRules.MODULE_BYTES]);
        byte[] module = Wat2Wasm.parse("(module " + START + ")");
        assertThat(only(new BinaryWriter().raw(module).section(0, filler).toByteArray())
                        .place())
                .contains("at most 67108864");
        assertThat(only(check("(table 1000001 funcref) " + START)).place()).contains("initial elements in a table");
        assertThat(only(withFunctions(1, withLocals(50_001).u8(Opcodes.END))).place())
                .contains("more than 50000 locals");
        assertThat(only(withFunctions(1, withLocals(49_996).u8(Opcodes.END))).place())
                .contains("the function has 49996 locals");
        assertThat(only(withFunctions(126, withLocals(40_000).u8(Opcodes.END))).place())
                .contains("more than 5000000 locals");
        int[] large = new int[SizeRules.FUNCTION_BYTES];
        Arrays.fill(large, Opcodes.NOP);
        assertThat(only(withCode(large)).place()).contains("the function has");
    }

    @Test
    void boundsThemselvesAreAllowed() {
        String table = "(table 1 funcref)";
        assertThat(check(table.repeat(8) + START).violations()).isEmpty();
        assertThat(only(check(table.repeat(9) + START)).place()).isEqualTo("9 tables, and at most 8 are allowed");
        String parameters = "(func (param " + "i32 ".repeat(999);
        assertThat(check(parameters + "i32))" + START).violations()).isEmpty();
        assertThat(only(check(parameters + "i32 i32))" + START)).place())
                .isEqualTo("1001 parameters or results in type 0, and at most 1000 are allowed");
        assertThat(check("(table 1000000 funcref) " + START).violations()).isEmpty();
        assertThat(ProfileChecker.check(withFunctions(1, withLocals(49_990).u8(Opcodes.END)))
                        .violations())
                .isEmpty();
        assertThat(only(withFunctions(1, withLocals(49_991).u8(Opcodes.END))).place())
                .contains("the function has 49991 locals, and at most 49990 are allowed");
    }
}
