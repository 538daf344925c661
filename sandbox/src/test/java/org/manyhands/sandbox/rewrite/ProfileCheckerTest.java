package org.manyhands.sandbox.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.sandbox.ModuleReport;
import org.manyhands.sandbox.ModuleReport.Violation;

/** Every rule of the profile, with the place and the remedy that are told. */
class ProfileCheckerTest {
    private static final byte[] HEADER = {0, 'a', 's', 'm', 1, 0, 0, 0};
    private static final String START = "(func (export \"_start\"))";

    private static ModuleReport check(String fields) {
        return ProfileChecker.check(Wat2Wasm.parse("(module " + fields + ")"));
    }

    private static Violation only(ModuleReport report) {
        assertThat(report.accepted()).isFalse();
        assertThat(report.violations()).hasSize(1);
        return report.violations().get(0);
    }

    private static Violation only(byte[] module) {
        return only(ProfileChecker.check(module));
    }

    /** A module whose one function, {@code _start}, has the given code. */
    private static byte[] withCode(int... code) {
        BinaryWriter body = withLocals(0);
        Arrays.stream(code).forEach(body::u8);
        return withFunctions(1, body.u8(Opcodes.END));
    }

    /** The beginning of a body. */
    private static BinaryWriter withLocals(int count) {
        return new BinaryWriter().u32(1).u32(count).u8(0x7f);
    }

    /** A module of so many functions with the same body; the first is {@code _start}. */
    private static byte[] withFunctions(int count, BinaryWriter body) {
        BinaryWriter types = new BinaryWriter().u32(count);
        BinaryWriter bodies = new BinaryWriter().u32(count);
        for (int i = 0; i < count; i++) {
            types.u32(0);
            bodies.u32(body.size()).append(body);
        }
        return new BinaryWriter()
                .raw(HEADER)
                .section(1, new BinaryWriter().u32(1).u8(0x60).u32(0).u32(0))
                .section(3, types)
                .section(5, new BinaryWriter().u32(1).u8(0).u32(1))
                .section(7, new BinaryWriter().u32(1).name("_start").u8(0).u32(0))
                .section(10, bodies)
                .toByteArray();
    }

    private static byte[] withSection(int id, int... content) {
        BinaryWriter bytes = new BinaryWriter();
        Arrays.stream(content).forEach(bytes::u8);
        return new BinaryWriter().raw(HEADER).section(id, bytes).toByteArray();
    }

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
    }

    @Test
    void productIsRecognisedAndAccepted() {
        byte[] product = Instrumenter.instrument(Wat2Wasm.parse("(module (memory 1) " + START + ")"));
        ModuleReport report = ProfileChecker.check(product);
        assertThat(report.violations()).isEmpty();
        assertThat(report.instrumented()).isTrue();
    }

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
    void importsThatAreNotProvidedAreRefusedByName() {
        Violation unknown = only(check("(import \"env\" \"pow2\" (func)) " + START));
        assertThat(unknown.rule()).isEqualTo("imports");
        assertThat(unknown.place()).contains("env.pow2").contains("byte");
        assertThat(unknown.remedy()).contains("Link the library");
        assertThat(only(check("(import \"wasi:io/streams\" \"read\" (func)) " + START))
                        .remedy())
                .contains("wasip1 rather than wasm32-wasip2");
        assertThat(only(check("(import \"wasi_unstable\" \"fd_write\" (func)) " + START))
                        .remedy())
                .contains("before preview 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sock_open", "sock_connect", "sock_bind", "sock_listen"})
    void openingASocketIsRefusedInWords(String function) {
        Violation violation = only(check("(import \"wasi_snapshot_preview1\" \"" + function + "\" (func)) " + START));
        assertThat(violation.rule()).isEqualTo("imports");
        assertThat(violation.remedy()).contains("Programs have no network");
    }

    @Test
    void networkFunctionsOfTheCLibraryAreRefusedInWordsToo() {
        assertThat(only(check("(import \"env\" \"connect\" (func)) " + START)).remedy())
                .contains("Programs have no network");
    }

    @Test
    void socketFunctionsThatToolchainsImportByHabitAreAllowed() {
        assertThat(check("(import \"wasi_snapshot_preview1\" \"sock_accept\" (func (param i32 i32 i32) (result i32))) "
                                + START)
                        .accepted())
                .isTrue();
    }

    @Test
    void importWithAnotherTypeIsRefused() {
        Violation violation =
                only(check("(import \"wasi_snapshot_preview1\" \"fd_close\" (func (param i64))) " + START));
        assertThat(violation.rule()).isEqualTo("imports");
        assertThat(violation.place()).contains("(i64) -> ()").contains("(i32) -> (i32)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            (import "env" "m" (memory 1))         | memory | --import-memory
            (import "env" "t" (table 1 funcref))  | table  | --import-table
            (import "env" "g" (global i32))       | global | dynamic linking
            """)
    void onlyFunctionsAreImported(String field, String kind, String remedy) {
        Violation violation = only(check(field + START));
        assertThat(violation.rule()).isEqualTo("imports");
        assertThat(violation.place()).contains(kind);
        assertThat(violation.remedy()).contains(remedy);
    }

    @Test
    void allFortySixFunctionsAreKnown() {
        assertThat(Preview1.size()).isEqualTo(46);
    }

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
    void secondMemoryIsRefused() {
        byte[] module = withSection(5, 2, 0, 1, 0, 1);
        assertThat(ProfileChecker.check(module).violations())
                .extracting(Violation::rule)
                .contains("multiple-memories");
    }

    @Test
    void moduleWithoutStartIsRefused() {
        assertThat(only(check("(memory 1)")).rule()).isEqualTo("entry");
        assertThat(only(check("(func (export \"_initialize\"))")).remedy()).contains("mexec-model=reactor");
        assertThat(only(check("(func (export \"_start\") (param i32))")).place())
                .contains("(i32) -> ()");
        assertThat(only(check("(memory (export \"_start\") 1)")).rule()).isEqualTo("entry");
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
    void reservedNamesAreRefusedInASourceModule() {
        assertThat(only(check("(import \"manyhands\" \"slice\" (func (param i64) (result i64))) " + START))
                        .rule())
                .isEqualTo("reserved");
        assertThat(only(check("(global (export \"manyhands_fuel\") (mut i64) (i64.const 9)) " + START))
                        .rule())
                .isEqualTo("reserved");
        assertThat(check("(func (export \"manyhands_init\")) (func (export \"manyhands_step\"))"
                                + " (func (export \"manyhands_result\")) " + START)
                        .accepted())
                .isTrue();
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
                        .accepted())
                .isFalse();
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

    @Test
    void manyViolationsAreCutShort() {
        String imports = "(import \"env\" \"f\" (func))".repeat(30);
        List<Violation> violations = check(imports + START).violations();
        assertThat(violations).hasSize(21);
        assertThat(violations.get(20).place()).contains("10 more violations");
    }

    @Test
    void randomProgramsBreakNoRuleButThoseOfImportsAndEntry() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/fuzz"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".wasm"))
                    .sorted()
                    .toList()) {
                assertThat(ProfileChecker.check(Files.readAllBytes(file)).violations())
                        .as(file.toString())
                        .extracting(Violation::rule)
                        .isSubsetOf("imports", "entry");
            }
        }
    }
}
