package org.manyhands.researcher.batchfile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.manyhands.protocol.config.ConfigException;
import org.manyhands.protocol.research.BatchSpec.Dataset.By;
import org.manyhands.protocol.research.BatchSpec.Grid.Parameter;
import org.manyhands.researcher.batchfile.BatchFile.Cut;
import org.manyhands.researcher.batchfile.BatchFile.Dataset;
import org.manyhands.researcher.batchfile.BatchFile.Grid;
import org.manyhands.researcher.batchfile.BatchFile.Range;
import org.manyhands.researcher.batchfile.BatchFile.Whole;
import org.manyhands.researcher.batchfile.YamlNode.Entry;
import org.manyhands.researcher.batchfile.YamlNode.Scalar;

/** Reads how a batch is cut: at most one of dataset, range and grid. */
final class CutReader {
    static final String PARAMETERS_FILE = "params.csv";

    private static final String SEVERAL = "; a folder or a list of files goes under the key 'files' instead";

    private static final List<String> KEYS = List.of("dataset", "range", "grid");

    private final String file;
    private final Section batch;
    private final LocalFiles files;

    CutReader(String file, Section batch, LocalFiles files) {
        this.file = file;
        this.batch = batch;
        this.files = files;
    }

    Cut read() throws ConfigException {
        List<String> given = KEYS.stream().filter(batch::has).toList();
        if (given.size() > 1) {
            throw batch.mistake(
                    batch.required(given.get(1), ""),
                    "key '" + given.get(1) + "': expected at most one of " + String.join(", ", KEYS) + ", found "
                            + String.join(" and ", given));
        }
        if (batch.has("per-unit") && !batch.has("grid")) {
            throw batch.mistake(
                    batch.required("per-unit", ""),
                    "key 'per-unit': expected only beside grid; that of a range or a dataset stands inside it");
        }
        if (given.isEmpty()) {
            return new Whole();
        }
        return switch (given.get(0)) {
            case "dataset" -> dataset();
            case "range" -> range();
            default -> grid();
        };
    }

    private Range range() throws ConfigException {
        Section range = Section.of(file, "range", batch.required("range", ""), List.of("from", "to", "per-unit"));
        long from = range.number("from", Long.MIN_VALUE, Long.MAX_VALUE - 1).orElse(0);
        YamlNode toNode = range.required("to", "a whole number, which is not in the range any more");
        long to = range.number("to", Long.MIN_VALUE, Long.MAX_VALUE).orElse(0);
        if (to <= from) {
            throw range.wrong("to", toNode, "a whole number above from, which is " + from);
        }
        range.required("per-unit", "how many numbers go into a work unit");
        return new Range(from, to, range.number("per-unit", 1, Long.MAX_VALUE).orElse(1));
    }

    private Dataset dataset() throws ConfigException {
        YamlNode node = batch.required("dataset", "");
        Section dataset = Section.of(file, "dataset", node, List.of("file", "files", "by", "per-unit", "header"));
        if (dataset.has("file") == dataset.has("files")) {
            throw dataset.mistake(node, "key 'dataset': expected exactly one of file and files");
        }
        dataset.required("by", "one of rows, bytes, files");
        By by = dataset.choice("by", By.class).orElse(By.ROWS);
        dataset.required(
                "per-unit", "how many " + by.name().toLowerCase(java.util.Locale.ROOT) + " go into a work unit");
        long perUnit = dataset.number("per-unit", 1, Long.MAX_VALUE).orElse(1);
        boolean header = dataset.flag("header");
        if (header && by != By.ROWS) {
            throw dataset.wrong("header", dataset.required("header", ""), "it only with by: rows");
        }
        Map<String, Path> sources;
        if (dataset.has("file")) {
            YamlNode source = dataset.required("file", "");
            Path path = files.existing(source, "dataset.file", SEVERAL);
            String guest = String.valueOf(path.getFileName());
            files.take(guest, source, "dataset.file");
            sources = Map.of(guest, path);
        } else {
            sources = files.dataset(dataset.required("files", ""), "dataset.files");
        }
        return new Dataset(sources, by, perUnit, header);
    }

    private Grid grid() throws ConfigException {
        YamlNode node = batch.required("grid", "");
        Section grid = Section.open(
                file,
                "grid",
                node,
                "a mapping such as {width: [8, 16], rate: [0.1, 0.3]}: each parameter with its values");
        if (grid.entries().isEmpty()) {
            throw grid.mistake(node, "key 'grid': expected at least one parameter with its values");
        }
        List<Parameter> parameters = new ArrayList<>();
        for (Entry entry : grid.entries()) {
            String name = entry.key().text();
            if (!Placeholders.isName(name)) {
                throw grid.mistake(
                        entry.key(),
                        "key 'grid': expected the name of a parameter (a letter or _, then letters, digits, '_', '.' or '-'; not from, to or unit), found '"
                                + name + "'");
            }
            List<String> values = new ArrayList<>();
            for (Scalar value : grid.texts(name, "a list of values")) {
                values.add(value.text());
            }
            if (values.isEmpty()) {
                throw grid.wrong(name, entry.value(), "at least one value");
            }
            parameters.add(new Parameter(name, values));
        }
        files.take(PARAMETERS_FILE, node, "grid");
        int perUnit = (int) batch.number("per-unit", 1, Integer.MAX_VALUE).orElse(1);
        return new Grid(parameters, perUnit);
    }
}
