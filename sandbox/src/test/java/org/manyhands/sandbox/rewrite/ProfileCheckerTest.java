package org.manyhands.sandbox.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.manyhands.sandbox.rewrite.TestModules.START;
import static org.manyhands.sandbox.rewrite.TestModules.check;
import static org.manyhands.sandbox.rewrite.TestModules.only;
import static org.manyhands.sandbox.rewrite.TestModules.withCode;

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.manyhands.sandbox.ModuleReport;
import org.manyhands.sandbox.ModuleReport.Violation;
import org.manyhands.sandbox.differential.KeptModules;

/** What the checker says of a module as a whole. */
class ProfileCheckerTest {
    @Test
    void plainCommandIsAccepted() {
        ModuleReport report = check("(import \"wasi_snapshot_preview1\" \"proc_exit\" (func (param i32)))"
                + " (memory (export \"memory\") 2 10) " + START);
        assertThat(report.violations()).isEmpty();
        assertThat(report.instrumented()).isFalse();
        assertThat(report.imports()).containsExactly("wasi_snapshot_preview1.proc_exit");
        assertThat(report.exports()).containsExactly("memory", "_start");
        assertThat(report.memoryMaximumBytes()).isEqualTo(10 * 65_536);
        assertThat(report.sha256()).hasSize(64);
    }

    @Test
    void memoryWithoutMaximumIsFine() {
        ModuleReport report = check("(memory 1) " + START);
        assertThat(report.accepted()).isTrue();
        assertThat(report.memoryMaximumBytes()).isEqualTo(-1);
        assertThat(check("(memory 0 0) " + START).memoryMaximumBytes()).isZero();
        assertThat(check(START).memoryMaximumBytes()).isEqualTo(-1);
    }

    @Test
    void productIsRecognisedAndAccepted() {
        byte[] product = Instrumenter.instrument(Wat2Wasm.parse("(module (memory 1) " + START + ")"));
        ModuleReport report = ProfileChecker.check(product);
        assertThat(report.violations()).isEmpty();
        assertThat(report.instrumented()).isTrue();
    }

    @Test
    void noBytesMakeTheCheckerThrow() {
        byte[] module = Wat2Wasm.parse("(module (memory 1) (func $f (param i32) (result i32)"
                + " (block (result i32) (br_if 0 (i32.const 1) (local.get 0)))) (table funcref (elem $f))"
                + " (global i32 (i32.const 4)) (data (i32.const 0) \"abc\") " + START + ")");
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            byte[] broken = module.clone();
            for (int changes = random.nextInt(3) + 1; changes > 0; changes--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            ModuleReport report = ProfileChecker.check(broken);
            if (report.accepted() && !report.instrumented()) {
                assertThat(ProfileChecker.check(Instrumenter.instrument(broken)).violations())
                        .as("product of what was accepted")
                        .isEmpty();
            }
        }
    }

    @Test
    void markWithoutAMeterIsRefused() {
        byte[] source = Wat2Wasm.parse("(module " + START + ")");
        BinaryWriter mark = new MeterMark(1, 1, "00".repeat(32)).write();
        ModuleReport report = ProfileChecker.check(
                new BinaryWriter().raw(source).section(0, mark).toByteArray());
        assertThat(report.violations()).extracting(Violation::rule).containsOnly("reserved");
        assertThat(report.violations()).hasSize(3);
        BinaryWriter garbled = new BinaryWriter().name(MeterMark.SECTION).u8(1);
        assertThat(ProfileChecker.check(new BinaryWriter()
                                .raw(source)
                                .section(0, garbled)
                                .toByteArray())
                        .violations())
                .extracting(Violation::place)
                .anyMatch(place -> place.contains("section manyhands.meter is not the rewriter's"));
    }

    @Test
    void productOfAnotherVersionIsRefused() {
        byte[] product = Instrumenter.instrument(Wat2Wasm.parse("(module " + START + ")"));
        int version = product.length - 34; // Two versions of one byte each and a digest end the module.
        product[version] = 99;
        Violation violation = only(product);
        assertThat(violation.rule()).isEqualTo("meter");
        assertThat(violation.place()).contains("rewrite 99");
    }

    @Test
    void moduleThatDoesNotValidateIsRefusedInWords() {
        Violation violation = only(withCode(Opcodes.I32_ADD));
        assertThat(violation.rule()).isEqualTo("invalid");
        assertThat(violation.place()).contains("not valid").doesNotContain("Exception");
    }

    @Test
    void manyViolationsAreCutShort() {
        String imports = "(import \"env\" \"f\" (func))".repeat(30);
        List<Violation> violations = check(imports + START).violations();
        assertThat(violations).hasSize(21);
        assertThat(violations.get(20).place()).contains("10 more violations");
    }

    @Test
    void randomProgramsBreakNoRuleButThoseOfImportsAndEntry() throws IOException {
        for (Path file : KeptModules.files()) {
            assertThat(ProfileChecker.check(Files.readAllBytes(file)).violations())
                    .as(file.toString())
                    .extracting(Violation::rule)
                    .isSubsetOf("imports", "entry");
        }
    }
}
