package org.manyhands.sandbox.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.manyhands.sandbox.rewrite.TestModules.START;
import static org.manyhands.sandbox.rewrite.TestModules.only;

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.manyhands.sandbox.ModuleReport;
import org.manyhands.sandbox.ModuleReport.Violation;

/** Files that are no module, or only the beginning of one. */
class NotAModuleTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                          | the file is empty
            7f454c4602010100            | an ELF program
            4d5a900003000000            | a Windows program
            cffaedfe07000001            | a Mach-O program
            504b030414000000            | a ZIP or JAR archive
            1f8b0800000000              | a gzip file
            4243c0de35140000            | LLVM bitcode
            0061736d0d000100            | a component
            0061736d02000000            | WebAssembly of version 2
            0061736d                    | ends early: byte 4
            0061                        | ends early: byte 2
            deadbeef00                  | begins with the bytes deadbeef
            """)
    void fileThatIsNoModuleIsNamed(String hex, String words) {
        Violation violation = only(java.util.HexFormat.of().parseHex(hex));
        assertThat(violation.rule()).isEqualTo("module");
        assertThat(violation.place()).contains(words);
        assertThat(violation.remedy()).isNotBlank();
    }

    @Test
    void textIsNamedAsText() {
        assertThat(only("(module (func))".getBytes(StandardCharsets.UTF_8)).place())
                .contains("in text form");
        assertThat(only("#include <stdio.h>\nint main".getBytes(StandardCharsets.UTF_8))
                        .place())
                .contains("a text that begins with \"#include <stdio.h>\"");
    }

    @Test
    void truncationIsToldAtItsByteWhereverItIs() {
        byte[] module = Wat2Wasm.parse("(module (memory 1) (func $f (param i32)) (table funcref (elem $f))"
                + " (data (i32.const 0) \"abc\") " + START + ")");
        int code = ModuleReader.read(module).section(ModuleLayout.CODE).end();
        for (int length = 0; length < module.length; length++) {
            ModuleReport report = ProfileChecker.check(Arrays.copyOf(module, length));
            // Without its data section it is another module, but a whole one.
            assertThat(report.accepted()).as("first " + length + " bytes").isEqualTo(length == code);
        }
        Violation violation = only(Arrays.copyOf(module, module.length - 2));
        assertThat(violation.rule()).isEqualTo("module");
        assertThat(violation.place()).contains("ends early: byte ");
    }
}
