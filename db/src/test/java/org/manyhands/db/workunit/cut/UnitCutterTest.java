package org.manyhands.db.workunit.cut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.BatchSpec;
import org.manyhands.protocol.research.BatchSpec.Cut;
import org.manyhands.protocol.research.BatchSpec.Dataset;
import org.manyhands.protocol.research.BatchSpec.Dataset.By;
import org.manyhands.protocol.research.BatchSpec.Grid;
import org.manyhands.protocol.research.BatchSpec.Grid.Parameter;
import org.manyhands.protocol.research.BatchSpec.Range;

class UnitCutterTest {
    @TempDir
    Path store;

    @Test
    void aRangeIsCoveredWithoutGapOrOverlap() {
        UnitCutter cutter = cutter(Cut.of(new Range(-5, 18, 7)), "{from}", "{to}", "--unit={unit}");

        assertThat(cutter.count()).isEqualTo(4);
        assertThat(cutter.unit(0).arguments()).containsExactly("-5", "2", "--unit=0");
        assertThat(cutter.unit(3).arguments()).containsExactly("16", "18", "--unit=3");
        for (int i = 1; i < 4; i++) {
            assertThat(cutter.unit(i).arguments().get(0))
                    .isEqualTo(cutter.unit(i - 1).arguments().get(1));
        }
    }

    @Test
    void aRangeAtTheEdgeOfTheNumbersDoesNotOverflow() {
        UnitCutter cutter =
                cutter(Cut.of(new Range(Long.MAX_VALUE - 10, Long.MAX_VALUE, Long.MAX_VALUE)), "{from}", "{to}");

        assertThat(cutter.count()).isEqualTo(1);
        assertThat(cutter.unit(0).arguments())
                .containsExactly(Long.toString(Long.MAX_VALUE - 10), Long.toString(Long.MAX_VALUE));
    }

    @Test
    void theVersionsArgumentsComeFirstAndAreNotFilledIn() {
        UnitCutter cutter = UnitCutter.of(
                spec(Cut.of(new Range(0, 2, 1)), Map.of(), "{from}"),
                List.of("--mode", "{from}"),
                List.of(),
                this::place);

        assertThat(cutter.unit(1).arguments()).containsExactly("--mode", "{from}", "1");
    }

    @Test
    void unknownWordsInBracesAndWordsInsideValuesStay() {
        UnitCutter cutter = cutter(
                Cut.of(new Grid(
                        List.of(new Parameter("word", List.of("{unit}$1")), new Parameter("k", List.of("x"))), 1)),
                "{word}-{k}",
                "{other}");

        assertThat(cutter.unit(0).arguments()).containsExactly("{unit}$1-x", "{other}");
    }

    @Test
    void aGridsLastParameterRunsFastest() {
        UnitCutter cutter = cutter(Cut.of(new Grid(
                List.of(new Parameter("a", List.of("1", "2")), new Parameter("b", List.of("x", "y", "z"))), 4)));

        assertThat(cutter.count()).isEqualTo(2);
        assertThat(params(cutter, 0)).isEqualTo("a,b\n1,x\n1,y\n1,z\n2,x\n");
        assertThat(params(cutter, 1)).isEqualTo("a,b\n2,y\n2,z\n");
    }

    @Test
    void valuesOfAGridAreQuotedWhereTheyMustBe() {
        UnitCutter cutter = cutter(Cut.of(new Grid(List.of(new Parameter("a", List.of("x,\"y\"\n", "plain"))), 1)));

        assertThat(params(cutter, 0)).isEqualTo("a\n\"x,\"\"y\"\"\n\"\n");
        assertThat(params(cutter, 1)).isEqualTo("a\nplain\n");
    }

    @ParameterizedTest
    @CsvSource({"1,true", "3,true", "10,true", "100,true", "1,false", "3,false", "11,false"})
    void rowsPutTogetherAgainAreTheFile(int perUnit, boolean header) {
        String text = "id,value\n"
                + IntStream.range(0, 10).mapToObj(i -> i + "," + i * i).collect(Collectors.joining("\n"));
        UnitCutter cutter = cutter(Cut.of(new Dataset(Map.of("d/t.csv", stored(text)), By.ROWS, perUnit, header)));

        List<String> slices = all(cutter, "d/t.csv");

        int rows = header ? 10 : 11;
        assertThat(cutter.count()).isEqualTo((rows + perUnit - 1) / perUnit);
        if (header) {
            assertThat(slices).allMatch(slice -> slice.startsWith("id,value\n"));
            assertThat("id,value\n" + slices.stream().map(s -> s.substring(9)).collect(Collectors.joining()))
                    .isEqualTo(text);
        } else {
            assertThat(String.join("", slices)).isEqualTo(text);
        }
    }

    @Test
    void manyRowsAcrossBuffersKeepTheirPlaces() {
        String text =
                IntStream.range(0, 50_000).mapToObj(i -> "row " + i + "\n").collect(Collectors.joining());
        UnitCutter cutter =
                cutter(Cut.of(new Dataset(Map.of("t", stored(text)), By.ROWS, 777, false)), "{from}", "{to}");

        assertThat(String.join("", all(cutter, "t"))).isEqualTo(text);
        assertThat(cutter.unit(64).arguments()).containsExactly("49728", "50000");
    }

    @Test
    void bytesPutTogetherAgainAreTheFilesInOrderOfPath() {
        UnitCutter cutter = cutter(
                Cut.of(new Dataset(Map.of("b", stored("0123456789"), "a", stored("abcdefg")), By.BYTES, 4, false)));

        assertThat(cutter.count()).isEqualTo(5);
        assertThat(LongStream.range(0, 5)
                        .mapToObj(i -> content(cutter.unit(i).inputs().get(0))))
                .containsExactly("abcd", "efg", "0123", "4567", "89");
        assertThat(cutter.unit(0).inputs().get(0).path()).isEqualTo("a");
        assertThat(cutter.unit(4).inputs().get(0).path()).isEqualTo("b");
    }

    @Test
    void filesAreHandedOutWholeInOrderOfPath() {
        String one = stored("one");
        String two = stored("two");
        UnitCutter cutter = cutter(Cut.of(new Dataset(Map.of("c", one, "a", two, "b", one), By.FILES, 2, false)));

        assertThat(cutter.count()).isEqualTo(2);
        assertThat(cutter.unit(0).inputs())
                .containsExactly(InputReference.whole("a", two, 3), InputReference.whole("b", one, 3));
        assertThat(cutter.unit(1).inputs()).containsExactly(InputReference.whole("c", one, 3));
    }

    @Test
    void everyWorkUnitGetsTheBatchsInputs() {
        String sha256 = stored("weights");
        UnitCutter cutter = UnitCutter.of(
                spec(Cut.of(new Range(0, 2, 1)), Map.of("model/weights", sha256)), List.of(), List.of(), this::place);

        assertThat(cutter.unit(0).inputs()).containsExactly(InputReference.whole("model/weights", sha256, 7));
        assertThat(cutter.unit(1).inputs()).isEqualTo(cutter.unit(0).inputs());
    }

    @Test
    void theWholeBatchMayBeOneWorkUnit() {
        UnitCutter cutter = cutter(Cut.whole(), "x");

        assertThat(cutter.count()).isEqualTo(1);
        assertThat(cutter.unit(0)).isEqualTo(new UnitParts(0, 1, List.of("x"), List.of()));
        assertThatThrownBy(() -> cutter.unit(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void seedsAreRecorded() {
        assertThat(UnitCutter.seed(new BatchId(1), 0)).isEqualTo(2767566679685037052L);
        assertThat(UnitCutter.seed(new BatchId(1), 1)).isEqualTo(6248059883544214475L);
        assertThat(LongStream.range(0, 100).map(i -> UnitCutter.seed(new BatchId(7), i)))
                .doesNotHaveDuplicates()
                .allMatch(seed -> seed >= 0);
    }

    @Test
    void namesBelowInMayNotClash() {
        String sha256 = stored("x");
        Cut grid = Cut.of(new Grid(List.of(new Parameter("a", List.of("1"))), 1));

        refused(
                () -> UnitCutter.of(spec(grid, Map.of("params.csv", sha256)), List.of(), List.of(), this::place),
                ErrorCode.INVALID_BATCH,
                "params.csv",
                "the batch's inputs",
                "its cutting");
        refused(
                () -> UnitCutter.of(
                        spec(Cut.whole(), Map.of("t", sha256)),
                        List.of(),
                        List.of(InputReference.whole("t", sha256, 1)),
                        this::place),
                ErrorCode.INVALID_BATCH,
                "'t'",
                "the application version");
        refused(
                () -> UnitCutter.of(
                        spec(Cut.whole(), Map.of("t", sha256, "t/u", sha256)), List.of(), List.of(), this::place),
                ErrorCode.INVALID_BATCH,
                "'t'",
                "folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/etc/passwd", "../x", "a/../b", "a//b", "a/", "./a", "a\\b", "a\u0000b"})
    void strangePathsAreRefused(String path) {
        refused(
                () -> UnitCutter.of(spec(Cut.whole(), Map.of(path, stored("x"))), List.of(), List.of(), this::place),
                ErrorCode.INVALID_BATCH,
                "below /in");
    }

    @Test
    void noWorkUnitSeesTwoFilesNorMoreOfAGridThanASliceHolds() {
        String five = stored("1\n2\n3\n4\n5\n");
        UnitCutter rows = cutter(Cut.of(new Dataset(Map.of("a", five, "b", five), By.ROWS, 2, false)));
        assertThat(rows.together(0, 16)).isEqualTo(3);
        assertThat(rows.together(1, 16)).isEqualTo(2);
        assertThat(rows.together(2, 16)).isEqualTo(1);
        assertThat(rows.together(3, 2)).isEqualTo(2);
        assertThat(content(rows.unit(1, 2).inputs().get(0))).isEqualTo("3\n4\n5\n");
        UnitCutter bytes = cutter(Cut.of(new Dataset(Map.of("a", five, "b", five), By.BYTES, 4, false)));
        assertThat(bytes.together(1, 16)).isEqualTo(2);
        assertThat(content(bytes.unit(1, 2).inputs().get(0))).isEqualTo("3\n4\n5\n");
        UnitCutter grid = cutter(Cut.of(new Grid(
                List.of(new Parameter(
                        "a",
                        IntStream.range(0, 10_000).mapToObj(i -> "x".repeat(99)).toList())),
                10)));
        assertThat(grid.together(0, 1 << 20)).isEqualTo(262);
        assertThat(grid.together(990, 1 << 20)).isEqualTo(10);
        assertThat(grid.unit(0, 262).inputs().get(0).bytes()).isLessThanOrEqualTo(256 * 1024);
        UnitCutter range = cutter(Cut.of(new Range(Long.MAX_VALUE - 7, Long.MAX_VALUE, 2)), "{from}", "{to}");
        assertThat(range.unit(2, range.together(2, 16)).arguments())
                .containsExactly("" + (Long.MAX_VALUE - 3), "" + Long.MAX_VALUE);
    }

    @Test
    void whatCannotBeCutInSizesIsRefused() {
        String file = stored("x");
        refusedSizes(Cut.whole(), "'sizes' is true", "'single'");
        refusedSizes(Cut.of(new Dataset(Map.of("a", file), By.FILES, 1, false)), "'sizes' is true", "by files");
        refusedSizes(
                Cut.of(new Grid(List.of(new Parameter("a", List.of("1"))), 1)), "{a}", "'sizes' is true", "params.csv");
    }

    private void refusedSizes(Cut cut, String... words) {
        BatchSpec spec = spec(cut, Map.of(), "{a}").with(it -> it.sizes(true));
        refused(() -> UnitCutter.of(spec, List.of(), List.of(), this::place), ErrorCode.INVALID_BATCH, words);
    }

    @Test
    void rangesThatMakeNoSenseAreRefused() {
        refusedCut(Cut.of(new Range(5, 5, 1)), "'range'", "from 5 to 5");
        refusedCut(Cut.of(new Range(0, 10, 0)), "range.per-unit", "0", "at least 1");
        refusedCut(Cut.of(new Range(Long.MIN_VALUE, Long.MAX_VALUE, 1)), "'range'", "more than");
        refusedCut(Cut.of(new Range(0, 10_000_001, 1)), "10000001", "10000000", "per-unit");
    }

    @Test
    void gridsThatMakeNoSenseAreRefused() {
        Parameter a = new Parameter("a", List.of("1", "2"));
        refusedCut(Cut.of(new Grid(List.of(), 1)), "no parameter");
        refusedCut(Cut.of(new Grid(List.of(a, a), 1)), "'a' twice");
        refusedCut(Cut.of(new Grid(List.of(new Parameter("a", List.of())), 1)), "'grid.a'", "no values");
        refusedCut(Cut.of(new Grid(List.of(new Parameter("a b", List.of("1"))), 1)), "'a b'");
        refusedCut(Cut.of(new Grid(List.of(new Parameter("from", List.of("1"))), 1)), "'from'");
        refusedCut(Cut.of(new Grid(List.of(a), 0)), "grid.per-unit");
        refusedCut(
                Cut.of(new Grid(
                        IntStream.range(0, 64)
                                .mapToObj(i -> new Parameter("p" + i, List.of("0", "1")))
                                .toList(),
                        1)),
                "combinations");
        refusedCut(
                Cut.of(new Grid(
                        List.of(
                                a,
                                new Parameter(
                                        "b",
                                        IntStream.range(0, 200_000)
                                                .mapToObj(Integer::toString)
                                                .toList())),
                        400_000)),
                "grid.per-unit",
                "262144");
        refused(() -> cutter(Cut.of(new Grid(List.of(a), 2)), "--a={a}"), ErrorCode.INVALID_BATCH, "{a}", "per-unit");
    }

    @Test
    void datasetsThatMakeNoSenseAreRefused() {
        refusedCut(Cut.of(new Dataset(Map.of(), By.ROWS, 1, false)), "'dataset' names no file");
        refusedCut(
                Cut.of(new Dataset(Map.of("t", stored("h\n")), By.ROWS, 1, true)), "'t'", "no rows after its header");
        refusedCut(Cut.of(new Dataset(Map.of("t", stored("")), By.BYTES, 1, false)), "'t'", "empty");
        refusedCut(Cut.of(new Dataset(Map.of("t", stored("x")), By.FILES, 0, false)), "dataset.per-unit");
        refusedCut(Cut.of(new Dataset(Map.of("t", "ABC"), By.FILES, 1, false)), "'ABC'", "SHA-256");
        refused(
                () -> cutter(Cut.of(new Dataset(Map.of("t", Digests.sha256("absent")), By.FILES, 1, false))),
                ErrorCode.UNKNOWN_FILE,
                "'t'",
                Digests.sha256("absent"),
                "upload it first");
    }

    @Test
    void exactlyOneWayOfCuttingIsNeeded() {
        refusedCut(new Cut(null, null, null, null), "in 0 ways");
        refusedCut(new Cut(new Range(0, 1, 1), null, null, new BatchSpec.Single()), "in 2 ways");
    }

    private void refusedCut(Cut cut, String... words) {
        refused(() -> cutter(cut), ErrorCode.INVALID_BATCH, words);
    }

    private static void refused(ThrowingCallable call, ErrorCode code, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code))
                .hasMessageContainingAll(words);
    }

    private UnitCutter cutter(Cut cut, String... arguments) {
        return UnitCutter.of(spec(cut, Map.of(), arguments), List.of(), List.of(), this::place);
    }

    private static BatchSpec spec(Cut cut, Map<String, String> inputs, String... arguments) {
        return BatchSpec.of("test", new AppVersionId(1), cut, List.of())
                .with(it -> it.arguments(List.of(arguments)).inputs(inputs));
    }

    private Path place(String sha256) {
        return store.resolve(sha256);
    }

    private String stored(String text) {
        String sha256 = Digests.sha256(text);
        try {
            Files.writeString(place(sha256), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return sha256;
    }

    private static String params(UnitCutter cutter, long index) {
        InputReference slice = cutter.unit(index).inputs().get(0);
        assertThat(slice.path()).isEqualTo("params.csv");
        byte[] content = Objects.requireNonNull(slice.content());
        assertThat(slice.sha256()).isEqualTo(Digests.sha256(content));
        return new String(content, StandardCharsets.UTF_8);
    }

    private List<String> all(UnitCutter cutter, String path) {
        return LongStream.range(0, cutter.count())
                .mapToObj(i -> cutter.unit(i).inputs().get(0))
                .peek(slice -> assertThat(slice.path()).isEqualTo(path))
                .map(this::content)
                .toList();
    }

    /** Puts a slice together as an agent does, and checks what the reference says of it. */
    private String content(InputReference slice) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (InputReference.Segment segment : slice.segments()) {
            byte[] file = read(segment.sha256());
            bytes.writeBytes(
                    Arrays.copyOfRange(file, (int) segment.offset(), (int) (segment.offset() + segment.length())));
        }
        assertThat(slice.bytes()).isEqualTo(bytes.size());
        assertThat(slice.sha256()).isEqualTo(Digests.sha256(bytes.toByteArray()));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private byte[] read(String sha256) {
        try {
            return Files.readAllBytes(place(sha256));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
