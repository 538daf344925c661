package org.manyhands.assimilator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.assimilator.build.AnswerBuilder;
import org.manyhands.assimilator.build.ConcatAssembler;
import org.manyhands.assimilator.build.DraftFile;
import org.manyhands.assimilator.build.SumAssembler;
import org.manyhands.assimilator.build.Workspace;
import org.manyhands.assimilator.output.Units;
import org.manyhands.assimilator.table.TableAssembler;
import org.manyhands.db.application.AppVersionRow;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.workunit.cut.UnitCutter;
import org.manyhands.db.workunit.cut.UnitParts;
import org.manyhands.protocol.agent.Channel;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.agent.InputReference.Segment;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.crypto.KeyPurpose;
import org.manyhands.protocol.crypto.Signed;
import org.manyhands.protocol.crypto.SigningKey;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.ApplicationId;
import org.manyhands.protocol.research.BatchSpec;
import org.manyhands.protocol.research.BatchSpec.Cut;
import org.manyhands.protocol.research.BatchSpec.Dataset.By;
import org.manyhands.protocol.research.BatchSpec.Grid.Parameter;

/**
 * However the same range, grid, rows or bytes are cut, and in whatever sizes, the answer has the same bytes. The program that runs is a function of each number, combination,
 * row or byte alone, as such a batch's program must be.
 */
class CuttingTest {
    private static final int TRIES = 25;
    private static final long SEED = 20_261_121;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private FileStore store;
    private int workspaces;

    @BeforeEach
    void store() {
        store = FileStore.open(folder.resolve("store"));
    }

    @Test
    void numbersOfARange() throws Exception {
        long from = -40;
        long to = 173;
        same(perUnit -> Cut.of(new BatchSpec.Range(from, to, perUnit)), (int) (to - from), unit -> {
            long first = Long.parseLong(unit.arguments().get(0));
            long end = Long.parseLong(unit.arguments().get(1));
            return LongStream.range(first, end).mapToObj(Long::toString);
        });
    }

    @Test
    void combinationsOfAGrid() throws Exception {
        List<Parameter> parameters = List.of(
                new Parameter("width", numbers(7)),
                new Parameter("rate", List.of("0.5", "0.25", "-3")),
                new Parameter("seed", numbers(5)));
        same(
                perUnit -> Cut.of(new BatchSpec.Grid(parameters, (int) perUnit)),
                7 * 3 * 5,
                unit -> lines(inputs(unit)).skip(1));
    }

    @Test
    void rowsOfFilesWithAHeader() throws Exception {
        Map<String, String> files = Map.of("a.csv", rows("x,y\n", 61), "b.csv", rows("x,y\n", 1));
        same(
                perUnit -> Cut.of(new BatchSpec.Dataset(files, By.ROWS, perUnit, true)),
                62,
                unit -> lines(inputs(unit)).skip(1));
    }

    @Test
    void rowsOfFilesWithoutAHeader() throws Exception {
        Map<String, String> files = Map.of("a.csv", rows("", 47), "b.csv", rows("", 18));
        same(perUnit -> Cut.of(new BatchSpec.Dataset(files, By.ROWS, perUnit, false)), 65, unit -> lines(inputs(unit)));
    }

    @Test
    void bytesOfFiles() throws Exception {
        Map<String, String> files = Map.of("a.bin", rows("", 40), "b.bin", rows("", 3));
        same(
                perUnit -> Cut.of(new BatchSpec.Dataset(files, By.BYTES, perUnit, false)),
                400,
                unit -> inputs(unit).chars().mapToObj(Integer::toString));
    }

    /** Cuts anew many times, and compares with the answer of the coarsest cutting. */
    private void same(LongFunction<Cut> cuts, int pieces, Program program) throws Exception {
        Map<String, String> whole = answer(cuts.apply(pieces), program);
        assertThat(whole.keySet()).containsExactly("concat.txt", "sum.txt", "table.csv");
        assertThat(whole.get("concat.txt").lines().count()).isGreaterThanOrEqualTo(pieces / 2);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            long perUnit = 1L + random.nextInt(attempt % 2 == 0 ? 6 : pieces);
            assertThat(answer(cuts.apply(perUnit), program))
                    .as("seed %d, %d in a work unit", SEED, perUnit)
                    .isEqualTo(whole);
            assertThat(answer(cuts.apply(perUnit), program, () -> 1 << random.nextInt(7)))
                    .as("seed %d, pieces of %d in sizes", SEED, perUnit)
                    .isEqualTo(whole);
        }
    }

    private Map<String, String> answer(Cut cut, Program program) throws Exception {
        return answer(cut, program, () -> 1);
    }

    /** @param sizes how many pieces the next work unit is to have */
    private Map<String, String> answer(Cut cut, Program program, IntSupplier sizes) throws Exception {
        UnitCutter cutter = UnitCutter.of(spec(cut), VERSION, store);
        Units units = new Units(folder.resolve("outputs"));
        for (long index = 0; index < cutter.count(); ) {
            UnitParts unit = cutter.unit(index, cutter.together(index, sizes.getAsInt()));
            index += unit.pieces();
            List<String> items = program.items(unit).toList();
            units.unit(
                    items.stream().map(item -> item + "\n").collect(Collectors.joining()),
                    Map.of(
                            "rows.csv",
                            items.stream()
                                    .map(item -> '"' + item + "\"," + item.length() + "\n")
                                    .collect(Collectors.joining("", "item,length\n", "")),
                            "count.txt",
                            items.stream()
                                            .mapToInt(String::hashCode)
                                            .asLongStream()
                                            .sum() + "\n"));
        }
        AnswerBuilder builder = new AnswerBuilder(List.of(
                new ConcatAssembler(null), new SumAssembler("count.txt"), new TableAssembler("rows.csv", null, null)));
        Map<String, String> files = new TreeMap<>();
        try (Workspace workspace = Workspace.below(folder.resolve("work" + workspaces++))) {
            for (DraftFile file : builder.build(units, workspace).files()) {
                files.put(file.name(), Files.readString(file.content()));
            }
        }
        return files;
    }

    /** What the work unit finds in its slice, put together from the stored files as an agent does. */
    private String inputs(UnitParts unit) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (InputReference input : unit.inputs()) {
            if (input.content() != null) {
                bytes.writeBytes(input.content());
            }
            for (Segment segment : input.segments()) {
                try {
                    bytes.write(store.read(segment.sha256()), (int) segment.offset(), (int) segment.length());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private String rows(String header, int rows) {
        String text = header
                + IntStream.range(0, rows)
                        .mapToObj(row -> random.nextInt(1_000) + "," + row + "\n")
                        .collect(Collectors.joining());
        return store.put(text.getBytes(StandardCharsets.UTF_8)).sha256();
    }

    private static List<String> numbers(int most) {
        return IntStream.range(0, most).mapToObj(Integer::toString).toList();
    }

    private static Stream<String> lines(String text) {
        return text.lines();
    }

    private static BatchSpec spec(Cut cut) {
        return BatchSpec.of("b", new AppVersionId(1), cut, List.of())
                .with(it -> it.arguments(List.of("{from}", "{to}")).quorum(1).canaries(0));
    }

    private static final AppVersionRow VERSION = new AppVersionRow(
            new AppVersionId(1),
            new ApplicationId(1),
            new AccountId(1),
            "app",
            "1",
            Digests.sha256("source"),
            Digests.sha256("module"),
            1,
            List.of(),
            List.of(),
            Signed.sign(KeyPurpose.APPLICATION, Map.of("name", "app"), SigningKey.generate(new SecureRandom())),
            Channel.STABLE,
            0,
            null);

    /** Numbers, combinations, rows or bytes of a work unit, in order. */
    @FunctionalInterface
    private interface Program {
        Stream<String> items(UnitParts unit);
    }
}
