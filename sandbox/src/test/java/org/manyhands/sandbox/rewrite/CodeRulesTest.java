package org.manyhands.sandbox.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.manyhands.sandbox.rewrite.TestModules.check;
import static org.manyhands.sandbox.rewrite.TestModules.only;
import static org.manyhands.sandbox.rewrite.TestModules.withCode;
import static org.manyhands.sandbox.rewrite.TestModules.withFunctions;
import static org.manyhands.sandbox.rewrite.TestModules.withLocals;
import static org.manyhands.sandbox.rewrite.TestModules.withSection;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.sandbox.ModuleReport;
import org.manyhands.sandbox.ModuleReport.Violation;

/** Every instruction that the profile does not allow, with the place and the flag that avoids it. */
class CodeRulesTest {
    @ParameterizedTest
    @CsvSource({
        "fd 0c 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 1a, simd, -mno-simd128",
        "fd 80 02, relaxed-simd, -mno-relaxed-simd",
        "41 00 fe 10 02 00 1a, threads, without -pthread",
        "06 40 19 0b, exceptions, -fno-exceptions",
        "08 00, exceptions, -fno-exceptions",
        "1f 40 00 0b, exceptions, -fno-exceptions",
        "12 00, tail-calls, -mno-tail-call",
        "13 00 00, tail-calls, -mno-tail-call",
        "14 00, gc, TeaVM",
        "fb 00 00, gc, TeaVM",
        "d0 6e 1a, gc, TeaVM",
        "41 00 28 42 01 00 1a, multiple-memories, one memory",
        "3f 01 1a, multiple-memories, one memory",
        "fc 16, unsupported, -mcpu=generic",
        "27, unsupported, -mcpu=generic",
    })
    void instructionsOfOtherProposalsAreRefusedWithTheFlagThatAvoidsThem(String code, String rule, String remedy) {
        byte[] module = withCode(Arrays.stream(code.split(" "))
                .mapToInt(b -> Integer.parseInt(b, 16))
                .toArray());
        Violation violation = only(module);
        assertThat(violation.rule()).isEqualTo(rule);
        assertThat(violation.place()).contains("function 0 (_start), byte ");
        assertThat(violation.remedy()).contains(remedy);
    }

    @Test
    void featureInManyFunctionsIsToldOnce() {
        byte[] module = withFunctions(3, withLocals(0).u8(0x12).u32(0).u8(Opcodes.END));
        assertThat(only(module).place()).contains("and in 2 more functions");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5 | 01 03 01 02 | threads", // shared memory
                "5 | 01 04 01 | memory64",
                "4 | 01 70 05 01 02 | memory64",
                "4 | 01 40 00 70 00 00 | gc", // a table with an initial value
                "1 | 01 5f 00 | gc", // a structure
                "1 | 01 60 01 7b 00 | simd", // a parameter of type v128
                "13 | 01 00 00 | exceptions",
                "14 | 00 | unsupported",
            })
    void sectionsOfOtherProposalsAreRefused(String line) {
        String[] parts = line.split(" \\| ");
        int[] content = Arrays.stream(parts[1].split(" "))
                .mapToInt(b -> Integer.parseInt(b, 16))
                .toArray();
        Violation violation = only(withSection(Integer.parseInt(parts[0]), content));
        assertThat(violation.rule()).isEqualTo(parts[2]);
        assertThat(violation.place()).contains("byte ");
    }

    @Test
    void staticOffsetsFromTwoToTheThirtyFirstAreRefused() {
        assertThat(check("(memory 1) (func (export \"_start\") (drop (i32.load offset=2147483647 (i32.const 0))))")
                        .accepted())
                .isTrue();
        Violation violation =
                only(check("(memory 1) (func (export \"_start\") (drop (i32.load offset=2147483648 (i32.const 0))))"));
        assertThat(violation.rule()).isEqualTo("offset");
        assertThat(violation.place()).contains("2147483648").contains("function 0 (_start)");
    }

    @Test
    void blocksAndFunctionsEndTogether() {
        assertThat(only(withCode(Opcodes.BLOCK, Opcodes.NO_TYPE)).place()).contains("1 blocks are never closed");
        assertThat(only(withCode(Opcodes.END, Opcodes.NOP)).place()).contains("code follows the function's end");
    }

    @Test
    void deepNestingIsNoDanger() {
        int[] code = new int[300_000];
        for (int i = 0; i < 100_000; i++) {
            code[2 * i] = Opcodes.BLOCK;
            code[2 * i + 1] = Opcodes.NO_TYPE;
            code[200_000 + i] = Opcodes.END;
        }
        byte[] module = withCode(code);
        ModuleReport report = ProfileChecker.check(module);
        assertThat(report.violations()).isEmpty();
        assertThat(ProfileChecker.check(Instrumenter.instrument(module)).violations())
                .isEmpty();
    }
}
