package org.manyhands.sandbox.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wabt.Wat2Wasm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.sandbox.ModuleReport.Violation;

/** Blocks may have function types of any index, also of those that the runtime mistakes for something else. */
class BlockTypesTest {
    private static final byte I32_SUB = 0x6b;
    private static final byte I64_SUB = 0x7d;

    private static byte[] module(int index) {
        StringBuilder types = new StringBuilder();
        for (int i = 0; i < index; i++) {
            // The binary digits of i, so that no two are the same.
            String digits = Integer.toBinaryString(i).replace("0", " i32").replace("1", " i64");
            types.append("(type (func (param").append(digits).append(")))");
        }
        return Wat2Wasm.parse("(module " + types + "(type $pair (func (param i32) (result i32 i32)))"
                + "(func (export \"f\") (param i32) (result i32)"
                + " (local.get 0) (block (type $pair) (i32.const 1) (br 0)) i32.sub) (func (export \"_start\")))");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 0x63, 0x70, 0x7c, 0x7f, 0x80, 0x140, 0x17f})
    void blockHasTheTypeThatItsIndexNames(int index) {
        byte[] source = module(index);
        assertThat(ProfileChecker.check(source).violations()).isEmpty();
        byte[] product = Instrumenter.instrument(source);
        assertThat(MeteredRun.of(product, false).call("f", 42)).containsExactly(41);
        assertThat(MeteredRun.of(product, true).call("f", 42)).containsExactly(41);
    }

    /** That the runtime misreads some types is no excuse for what is wrong. */
    @ParameterizedTest
    @ValueSource(ints = {1, 64, 65, 0x80})
    void moduleThatIsNotValidIsRefusedWithAnyNumberOfTypes(int index) {
        byte[] source = module(index);
        int subtract = source.length - 1;
        while (source[subtract] != I32_SUB) {
            subtract--;
        }
        source[subtract] = I64_SUB;
        Violation violation = TestModules.only(source);
        assertThat(violation.rule()).isEqualTo("invalid");
        assertThat(violation.place()).matches("the module is not valid: .+");
    }

    @Test
    void productMustBeValidAsItStands() {
        byte[] product = Instrumenter.instrument(module(0x80));
        int subtract = 0;
        for (int i = 0; i < product.length; i++) {
            subtract = product[i] == I32_SUB && product[i + 1] == Opcodes.END ? i : subtract;
        }
        product[subtract] = I64_SUB;
        assertThat(TestModules.only(product).rule()).isEqualTo("invalid");
    }
}
