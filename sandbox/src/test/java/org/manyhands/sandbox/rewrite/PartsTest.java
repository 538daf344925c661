package org.manyhands.sandbox.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.sandbox.ModuleReport;
import org.manyhands.sandbox.ModuleReport.Violation;
import org.manyhands.sandbox.rewrite.ModuleLayout.Global;
import org.manyhands.sandbox.rewrite.ModuleLayout.Import;
import org.manyhands.sandbox.rewrite.ModuleLayout.Kind;
import org.manyhands.sandbox.rewrite.ModuleLayout.Range;

/** How many parts of each kind a module may have: layouts without bytes, since the bytes would be many. */
class PartsTest {
    private static final Signature NOTHING = new Signature("", "");

    private static List<Violation> check(ModuleLayout layout, boolean product, long memoryLimit) {
        Violations violations = new Violations();
        SizeRules.check(layout, product, memoryLimit, violations);
        return violations.all();
    }

    private static List<Violation> check(ModuleLayout layout) {
        return check(layout, false, ProfileChecker.LARGEST_MEMORY_BYTES);
    }

    private static Arguments part(String name, int most, ObjIntConsumer<ModuleLayout> put) {
        return Arguments.of(name, most, put);
    }

    static Stream<Arguments> parts() {
        Import function = new Import("a", "b", Kind.FUNCTION, 0, 0);
        Import memory = new Import("a", "b", Kind.MEMORY, 0, 0);
        return Stream.of(
                part("types", 1_000_000, (layout, count) -> layout.types.addAll(Collections.nCopies(count, NOTHING))),
                part("functions", 1_000_000, (layout, count) -> layout.functions.addAll(Collections.nCopies(count, 0))),
                part("functions", 1_000_000, (layout, count) -> {
                    layout.imports.addAll(Collections.nCopies(10, function));
                    layout.imports.addAll(Collections.nCopies(10, memory));
                    layout.functions.addAll(Collections.nCopies(count - 10, 0));
                }),
                part(
                        "globals",
                        50_000,
                        (layout, count) -> layout.globals.addAll(
                                Collections.nCopies(count, new Global(Signature.I32, true, 0, 0, 0)))),
                part(
                        "tables",
                        8,
                        (layout, count) -> layout.tables.addAll(
                                Collections.nCopies(count, new Range(Signature.FUNCREF, 0, -1, 0)))),
                part("element segments", 100_000, (layout, count) -> layout.elementSegments = count),
                part("data segments", 100_000, (layout, count) -> layout.dataSegments = count));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void partsAreCounted(String name, int most, ObjIntConsumer<ModuleLayout> put) {
        ModuleLayout allowed = new ModuleLayout(new byte[0]);
        put.accept(allowed, most);
        assertThat(check(allowed)).isEmpty();
        ModuleLayout more = new ModuleLayout(new byte[0]);
        put.accept(more, most + 1);
        assertThat(check(more))
                .containsExactly(new Violation(
                        "size",
                        (most + 1) + " " + name + ", and at most " + most + " are allowed",
                        "Split the program or its data: data can come as input files"));
    }

    @Test
    void tablesBeginSmall() {
        ModuleLayout layout = new ModuleLayout(new byte[0]);
        layout.tables.add(new Range(Signature.FUNCREF, 1_000_000, -1, 0));
        assertThat(check(layout)).isEmpty();
        layout.tables.add(new Range(Signature.FUNCREF, 1_000_001, -1, 0));
        assertThat(check(layout))
                .extracting(Violation::place)
                .containsExactly("1000001 initial elements in a table, and at most 1000000 are allowed");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bytesOfSourcesAndProductsAreBounded(boolean product) {
        int most = product ? 256 << 20 : 64 << 20;
        Violations violations = new Violations();
        SizeRules.checkBytes(most, most, violations);
        assertThat(violations.none()).isTrue();
        SizeRules.checkBytes(most + 1L, most, violations);
        assertThat(violations.all())
                .extracting(Violation::rule, Violation::place)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "size", "the module has " + (most + 1) + " bytes, and at most " + most + " are allowed"));
    }

    @Test
    void sourceIsSmallerThanAProduct() {
        ModuleLayout layout = new ModuleLayout(new byte[(64 << 20) + 1]);
        assertThat(check(layout, true, 0)).isEmpty();
        assertThat(check(layout)).hasSize(1);
    }

    @Test
    void memoryIsOneAndFitsTheLimit() {
        ModuleLayout layout = new ModuleLayout(new byte[0]);
        layout.memories.add(new Range(' ', 3, -1, 7));
        assertThat(check(layout, false, 3 * 65_536)).isEmpty();
        assertThat(check(layout, false, 3 * 65_536 - 1))
                .extracting(Violation::place)
                .containsExactly("byte 7: the memory begins with 3 pages of 64 KiB (196608 bytes), and the limit is"
                        + " 196607 bytes");
        layout.memories.add(new Range(' ', 0, -1, 9));
        assertThat(check(layout)).extracting(Violation::rule).containsExactly("multiple-memories");
    }

    @Test
    void resultsTakePlacesToo() {
        ModuleLayout layout = new ModuleLayout(new byte[0]);
        layout.types.add(new Signature("i".repeat(250), "l".repeat(125)));
        assertThat(check(layout)).isEmpty();
        layout.types.add(new Signature("i".repeat(251), ""));
        layout.types.add(new Signature("", "f".repeat(249) + "d"));
        assertThat(check(layout))
                .extracting(Violation::place)
                .containsExactly(
                        "type 1: its 251 parameters take 251 places, and at most 250 are allowed (i64 and f64 take two,"
                                + " all others one)",
                        "type 2: its 250 results take 251 places, and at most 250 are allowed (i64 and f64 take two,"
                                + " all others one)");
    }

    @Test
    void fileThatIsTooLargeToBeLookedAtIsReportedWithItsDigest() {
        ModuleReport report = ProfileChecker.tooLarge("ab".repeat(32), (256L << 20) + 1);
        assertThat(report.accepted()).isFalse();
        assertThat(report.sha256()).isEqualTo("ab".repeat(32));
        assertThat(report.bytes()).isEqualTo((256L << 20) + 1);
        assertThat(report.instrumented()).isFalse();
        assertThat(report.imports()).isEmpty();
        assertThat(report.exports()).isEmpty();
        assertThat(report.memoryMaximumBytes()).isEqualTo(-1);
        assertThat(report.violations())
                .extracting(Violation::place)
                .containsExactly("the module has 268435457 bytes, and at most 268435456 are allowed");
    }
}
