package org.manyhands.researcher.batchfile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.config.ConfigException;
import org.manyhands.protocol.config.NearestName;
import org.manyhands.protocol.research.BatchSpec.AnswerPart.Kind;
import org.manyhands.protocol.research.BatchSpec.Plot;
import org.manyhands.researcher.batchfile.BatchFile.Answer;
import org.manyhands.researcher.batchfile.YamlNode.Entry;
import org.manyhands.researcher.batchfile.YamlNode.Items;
import org.manyhands.researcher.batchfile.YamlNode.Nothing;
import org.manyhands.researcher.batchfile.YamlNode.Scalar;

/** Reads how results become the answer: one part or several. */
final class AnswerReader {
    private static final List<String> KINDS = List.of("sum", "concat", "table", "wasm");
    private static final String EXPECTED = "sum, concat, table, or a list of such as - sum: {file: count.txt}";

    private final String file;
    private final LocalFiles files;

    AnswerReader(String file, LocalFiles files) {
        this.file = file;
        this.files = files;
    }

    /** Without the key, what the work units print is joined in their order. */
    List<Answer> read(Optional<YamlNode> node) throws ConfigException {
        if (node.isEmpty()) {
            return List.of(plain(Kind.CONCAT));
        }
        List<Answer> parts = new ArrayList<>();
        if (node.get() instanceof Items items) {
            for (YamlNode item : items.values()) {
                parts.addAll(parts(item));
            }
        } else {
            parts.addAll(parts(node.get()));
        }
        if (parts.isEmpty()) {
            throw Section.mistake(file, node.get(), "key 'answer': expected at least one part: " + EXPECTED);
        }
        return parts;
    }

    private List<Answer> parts(YamlNode node) throws ConfigException {
        if (node instanceof Scalar word) {
            return List.of(part(word, new Nothing(word.line(), word.column())));
        }
        if (node instanceof Nothing) {
            throw Section.mistake(file, node, "key 'answer': expected " + EXPECTED + ", found nothing");
        }
        List<Answer> parts = new ArrayList<>();
        for (Entry entry : Section.open(file, "answer", node, EXPECTED).entries()) {
            parts.add(part(entry.key(), entry.value()));
        }
        return parts;
    }

    private Answer part(Scalar kind, YamlNode body) throws ConfigException {
        String title = "answer." + kind.text();
        boolean bare = body instanceof Nothing;
        return switch (kind.text()) {
            case "sum" -> bare ? plain(Kind.SUM) : joined(Kind.SUM, title, body);
            case "concat" -> bare ? plain(Kind.CONCAT) : joined(Kind.CONCAT, title, body);
            case "table" -> bare ? plain(Kind.TABLE) : table(title, body);
            case "wasm" -> wasm(title, body);
            default -> throw unknown(kind);
        };
    }

    private ConfigException unknown(Scalar kind) {
        String hint = NearestName.of(kind.text(), KINDS)
                .map(nearest -> "did you mean '" + nearest + "'? ")
                .orElse("");
        return Section.mistake(
                file,
                kind,
                "key 'answer': there is no way '" + kind.text() + "' to make an answer; " + hint + "expected one of "
                        + String.join(", ", KINDS));
    }

    private Answer joined(Kind kind, String title, YamlNode body) throws ConfigException {
        Section section = Section.of(file, title, body, List.of("file"));
        return new Answer(kind, outputFile(section), null, null, null, Map.of());
    }

    private Answer table(String title, YamlNode body) throws ConfigException {
        Section section = Section.of(file, title, body, List.of("file", "best", "plot"));
        Plot plot = null;
        if (section.has("plot")) {
            Section axes = Section.of(file, title + ".plot", section.required("plot", ""), List.of("x", "y", "series"));
            axes.required("x", "the column for the horizontal axis");
            axes.required("y", "the column for the vertical axis");
            plot = new Plot(
                    axes.text("x").orElse(""),
                    axes.text("y").orElse(""),
                    axes.text("series").orElse(null));
        }
        return new Answer(Kind.TABLE, outputFile(section), section.text("best").orElse(null), plot, null, Map.of());
    }

    private Answer wasm(String title, YamlNode body) throws ConfigException {
        Section section = Section.of(file, title, body, List.of("module", "files"));
        YamlNode node = section.required("module", "the .wasm file of the assembler");
        Path module = files.existing(node, title + ".module");
        Optional<String> mistake = WasmFile.mistake(module);
        if (mistake.isPresent()) {
            throw section.mistake(node, "key '" + title + ".module': " + module.getFileName() + " " + mistake.get());
        }
        Map<String, Path> own = files.mapping(section.node("files").orElse(null), title + ".files", false);
        for (String guest : own.keySet()) {
            if (guest.equals("units") || guest.startsWith("units/")) {
                throw section.mistake(
                        section.required("files", ""),
                        "key '" + title
                                + ".files': expected names that do not begin with units, where the results are, found '"
                                + guest + "'");
            }
        }
        return new Answer(Kind.WASM, null, null, null, module, own);
    }

    private @Nullable String outputFile(Section section) throws ConfigException {
        Optional<YamlNode> node = section.node("file");
        if (node.isPresent() && node.get() instanceof Scalar scalar) {
            return files.guestPath(scalar, "file");
        }
        return section.text("file").orElse(null);
    }

    private static Answer plain(Kind kind) {
        return new Answer(kind, null, null, null, null, Map.of());
    }
}
