package org.manyhands.db.workunit.cut;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.manyhands.db.application.AppVersionRow;
import org.manyhands.db.file.FileStore;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.BatchSpec;

/**
 * Cuts a batch: the same description and files give the same work units, on any machine, in any order. Making one reads
 * a dataset that is cut by rows once from end to end, so keep it for further units of the batch. Thread-safe.
 */
public final class UnitCutter {
    /** Most pieces of a batch, which is most work units. */
    public static final long MOST_UNITS = 10_000_000;

    private final Cutting cutting;
    private final List<String> fixedArguments;
    private final List<String> templates;
    private final List<InputReference> commonInputs;

    private UnitCutter(
            Cutting cutting, List<String> fixedArguments, List<String> templates, List<InputReference> commonInputs) {
        this.cutting = cutting;
        this.fixedArguments = fixedArguments;
        this.templates = templates;
        this.commonInputs = commonInputs;
    }

    /**
     * Checks the description as far as cutting goes.
     *
     * @throws org.manyhands.protocol.error.RefusedException INVALID_BATCH in words that name key, value and limit;
     *     UNKNOWN_FILE when a file is not in the store
     */
    public static UnitCutter of(BatchSpec spec, AppVersionRow version, FileStore files) {
        return of(spec, version.arguments(), version.files(), files::path);
    }

    static UnitCutter of(
            BatchSpec spec,
            List<String> versionArguments,
            List<InputReference> versionFiles,
            Function<String, Path> places) {
        Cutting cutting = cutting(spec.cut(), places);
        if (cutting.pieces() > MOST_UNITS) {
            throw Cutting.refused("the batch would have " + cutting.pieces() + " work units; at most " + MOST_UNITS
                    + " are allowed: raise 'per-unit'");
        }
        if (spec.sizes()) {
            requireSizes(spec.cut());
        }
        requireOneValueEach(spec.arguments(), cutting, spec.sizes());
        InputPaths paths = new InputPaths();
        versionFiles.forEach(file -> paths.add(file.path(), "the application version"));
        spec.inputs().keySet().forEach(path -> paths.add(path, "the batch's inputs"));
        cutting.paths().forEach(path -> paths.add(path, "its cutting"));
        paths.requireNoFileIsAFolder();
        List<InputReference> common =
                dataFiles(spec.inputs(), places).stream().map(DataFile::whole).toList();
        return new UnitCutter(cutting, List.copyOf(versionArguments), spec.arguments(), common);
    }

    /** How many pieces the batch has: as many as work units, unless it is cut in sizes. */
    public long count() {
        return cutting.pieces();
    }

    /** How many pieces from {@code first} on may be one work unit: at least 1 and at most {@code most}. No work unit sees two files of a dataset. */
    public int together(long first, int most) {
        Objects.checkIndex(first, count());
        return cutting.together(first, most);
    }

    /** A work unit of one piece. Reads its slice of a dataset to find the digest. */
    public UnitParts unit(long index) {
        return unit(index, 1);
    }

    /**
     * A work unit of several pieces in a row. It depends on nothing but these: not on what was cut before.
     *
     * @param pieces no more than {@link #together} says
     */
    public UnitParts unit(long index, int pieces) {
        Objects.checkIndex(index, count());
        Cutting.Part piece = cutting.part(index, pieces);
        Map<String, String> words = new HashMap<>(piece.words());
        words.put("from", Long.toString(piece.from()));
        words.put("to", Long.toString(piece.to()));
        words.put("unit", Long.toString(index));
        List<String> arguments = new ArrayList<>(fixedArguments);
        arguments.addAll(Arguments.fill(templates, words));
        List<InputReference> inputs =
                Stream.concat(commonInputs.stream(), piece.inputs().stream()).toList();
        return new UnitParts(index, pieces, List.copyOf(arguments), inputs);
    }

    /** The seed of a work unit: the first 8 bytes of SHA-256 over {@code <batch id>:<index>} without the sign. */
    public static long seed(BatchId batch, long index) {
        String digest = Digests.sha256(batch + ":" + index);
        return Long.parseUnsignedLong(digest.substring(0, 16), 16) & Long.MAX_VALUE;
    }

    private static Cutting cutting(BatchSpec.Cut cut, Function<String, Path> places) {
        long ways = Stream.of(cut.range(), cut.grid(), cut.dataset(), cut.single())
                .filter(Objects::nonNull)
                .count();
        if (ways != 1) {
            throw Cutting.refused("the batch is cut in " + ways
                    + " ways; expected exactly one of 'range', 'grid', 'dataset' and 'single'");
        }
        if (cut.range() != null) {
            return RangeCutting.of(cut.range());
        }
        if (cut.grid() != null) {
            return GridCutting.of(cut.grid());
        }
        return cut.dataset() == null ? new WholeCutting() : dataset(cut.dataset(), places);
    }

    private static Cutting dataset(BatchSpec.Dataset dataset, Function<String, Path> places) {
        Cutting.requirePositive("dataset.per-unit", dataset.perUnit());
        if (dataset.files().isEmpty()) {
            throw Cutting.refused("'dataset' names no file; expected at least one path with its file");
        }
        List<DataFile> files = dataFiles(dataset.files(), places);
        return switch (dataset.by()) {
            case ROWS -> RowsCutting.of(files, dataset.perUnit(), dataset.header());
            case BYTES -> BytesCutting.of(files, dataset.perUnit());
            case FILES -> new FilesCutting(files, dataset.perUnit());
        };
    }

    /** In order of path, so that the order of keys in a description does not matter. */
    private static List<DataFile> dataFiles(Map<String, String> byPath, Function<String, Path> places) {
        return new TreeMap<>(byPath)
                .entrySet().stream()
                        .map(entry -> dataFile(entry.getKey(), entry.getValue(), places))
                        .toList();
    }

    private static DataFile dataFile(String path, String sha256, Function<String, Path> places) {
        if (!Digests.isSha256(sha256)) {
            throw Cutting.refused("the file '" + path + "' is named by '" + sha256
                    + "'; expected the SHA-256 of an upload, 64 lower-case hexadecimal digits");
        }
        return DataFile.of(path, sha256, places.apply(sha256));
    }

    private static void requireSizes(BatchSpec.Cut cut) {
        boolean files = cut.dataset() != null && cut.dataset().by() == BatchSpec.Dataset.By.FILES;
        if (cut.single() != null || files) {
            throw Cutting.refused("'sizes' is true, but the batch is cut " + (files ? "by files" : "'single'")
                    + ", and only a 'range', a 'grid', rows and bytes can be cut in sizes; leave 'sizes' out");
        }
    }

    private static void requireOneValueEach(List<String> templates, Cutting cutting, boolean sizes) {
        if (cutting instanceof GridCutting grid && (grid.perUnit() > 1 || sizes)) {
            for (String name : grid.names()) {
                if (Arguments.mention(templates, name)) {
                    throw Cutting.refused("an argument has {" + name + "}, but "
                            + (sizes ? "'sizes' is true" : "'grid.per-unit' is " + grid.perUnit())
                            + ", so a work unit has several values of it; "
                            + (sizes ? "leave 'sizes' out" : "take 1 per unit") + ", or read /in/"
                            + GridCutting.FILE);
                }
            }
        }
    }
}
