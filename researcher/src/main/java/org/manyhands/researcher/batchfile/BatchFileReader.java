package org.manyhands.researcher.batchfile;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.config.ConfigException;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.research.BatchSpec.CopyLimits;
import org.manyhands.protocol.research.BatchSpec.Target;
import org.manyhands.researcher.batchfile.BatchFile.Application;
import org.manyhands.researcher.batchfile.BatchFile.Cut;
import org.manyhands.researcher.batchfile.YamlNode.Nothing;
import org.manyhands.researcher.batchfile.YamlNode.Scalar;

/** Reads {@code batch.yaml} and checks all that can be checked without a project. */
public final class BatchFileReader {
    private static final List<String> KEYS = List.of(
            "name",
            "application",
            "inputs",
            "dataset",
            "range",
            "grid",
            "per-unit",
            "args",
            "quorum",
            "error-rate",
            "tail-copies",
            "target",
            "sizes",
            "limits",
            "canaries",
            "public",
            "funds",
            "answer");
    private static final String SUFFIX = ".wasm";
    /** What every project allows; here a mistake has its line, and nothing was uploaded yet. */
    private static final long PAGE_BYTES = 65_536;

    private static final long MOST_BYTES = 1L << 30;
    private static final long MOST_FUEL = 1_000_000_000_000_000L;
    private static final double LEAST_ERROR_RATE = 1e-6;
    private static final double MOST_ERROR_RATE = 1e-2;
    private static final int MOST_CANARIES = 1_000;
    private static final int MOST_COPIES = 100;
    private static final int MOST_BROADCAST = 50;
    private static final String ARGUMENTS = "a list of texts such as [\"15\", \"{from}\", \"{to}\"]";

    private final String file;
    private final LocalFiles files;

    private BatchFileReader(String file, Path folder) {
        this.file = file;
        this.files = new LocalFiles(file, folder);
    }

    /** Reads a description; local files are relative to its folder. */
    public static BatchFile read(Path path) throws ConfigException {
        String text;
        try {
            text = Files.readString(path, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new ConfigException(path + ": there is no such file");
        } catch (MalformedInputException e) {
            throw new ConfigException(path + ": expected YAML in UTF-8, found bytes that are no UTF-8");
        } catch (IOException e) {
            throw new ConfigException(path + ": cannot be read: " + e.getMessage());
        }
        Path folder = path.toAbsolutePath().getParent();
        YamlNode root = YamlDocument.parse(path.toString(), text);
        if (root instanceof Nothing || folder == null) {
            throw new ConfigException(path + ": the file is empty; expected keys: " + String.join(", ", KEYS));
        }
        return new BatchFileReader(path.toString(), folder).read(root);
    }

    private BatchFile read(YamlNode root) throws ConfigException {
        Section batch = Section.of(file, "", root, KEYS);
        batch.required("name", "a name for people");
        String name = batch.text("name").orElse("");
        Application application = application(batch.required("application", "the .wasm file that runs"));
        Map<String, Path> inputs = files.mapping(batch.node("inputs").orElse(null), "inputs", true);
        Cut cut = new CutReader(file, batch, files).read();
        List<Scalar> arguments = batch.texts("args", ARGUMENTS);
        Placeholders.check(file, arguments, cut);
        Limits limits = limits(batch);
        return new BatchFile(
                name,
                application,
                inputs,
                cut,
                plain(arguments),
                (int) batch.number("quorum", 1, 10).orElse(0),
                limits.fuel(),
                limits.memoryBytes(),
                limits.outputBytes(),
                (int) batch.number("canaries", 0, MOST_CANARIES).orElse(-1),
                limits.copies(),
                errorRate(batch),
                batch.node("tail-copies").isEmpty() || batch.flag("tail-copies"),
                target(batch),
                batch.flag("sizes"),
                batch.flag("public"),
                batch.credits("funds"),
                new AnswerReader(file, files).read(batch.node("answer")));
    }

    private double errorRate(Section batch) throws ConfigException {
        Optional<String> text = batch.text("error-rate");
        if (text.isEmpty()) {
            return 0;
        }
        YamlNode node = batch.required("error-rate", "a share");
        double rate;
        try {
            rate = Double.parseDouble(text.get());
        } catch (NumberFormatException e) {
            rate = Double.NaN;
        }
        if (!(rate >= LEAST_ERROR_RATE && rate <= MOST_ERROR_RATE)) {
            throw Section.mistake(
                    file, node, "key 'error-rate': expected a share from 0.000001 to 0.01, found '" + text.get() + "'");
        }
        if (batch.node("quorum").isPresent()) {
            throw Section.mistake(
                    file, node, "the keys 'error-rate' and 'quorum' exclude each other; leave one of them out");
        }
        if (batch.node("tail-copies").isPresent() && batch.flag("tail-copies")) {
            throw Section.mistake(
                    file,
                    batch.required("tail-copies", "true or false"),
                    "the keys 'error-rate' and 'tail-copies' exclude each other: a first copy must be alone until it has"
                            + " returned; leave 'tail-copies' out");
        }
        return rate;
    }

    private @Nullable Target target(Section batch) throws ConfigException {
        Optional<YamlNode> node = batch.node("target");
        if (node.isEmpty()) {
            return null;
        }
        Section target = Section.of(file, "target", node.get(), List.of("hosts", "accounts", "copies"));
        List<HostId> hosts = new ArrayList<>();
        for (Scalar host :
                target.texts("hosts", "a list of hosts' numbers such as [12, 31]; ./manyhands hosts shows them")) {
            try {
                hosts.add(HostId.of(host.text()));
            } catch (IllegalArgumentException e) {
                throw Section.mistake(file, host, "key 'target.hosts': " + e.getMessage());
            }
        }
        List<String> accounts = plain(target.texts("accounts", "a list of names of accounts such as [ada, ben]"));
        int copies = (int) target.number("copies", 2, MOST_BROADCAST).orElse(0);
        if (hosts.isEmpty() && accounts.isEmpty() && copies == 0) {
            throw Section.mistake(
                    file,
                    node.get(),
                    "key 'target': expected hosts, accounts or copies, for without them everybody gets it");
        }
        if (batch.node("error-rate").isPresent()) {
            throw Section.mistake(
                    file,
                    node.get(),
                    "the keys 'target' and 'error-rate' exclude each other: trust in hosts rests on that nobody chooses who gets"
                            + " a copy; leave one of them out");
        }
        return new Target(hosts, accounts, copies);
    }

    private Application application(YamlNode node) throws ConfigException {
        if (node instanceof Scalar) {
            Path module = module(node, "application");
            return new Application(module, nameOf(module), null, Map.of(), List.of(), null);
        }
        Section section = Section.of(
                file, "application", node, List.of("module", "name", "version", "files", "args", "verifier"));
        Path module = module(section.required("module", "the .wasm file that runs"), "application.module");
        Optional<YamlNode> verifier = section.node("verifier");
        return new Application(
                module,
                section.text("name").orElse(nameOf(module)),
                section.text("version").orElse(null),
                files.mapping(section.node("files").orElse(null), "application.files", true),
                plain(section.texts("args", ARGUMENTS)),
                verifier.isPresent() ? module(verifier.get(), "application.verifier") : null);
    }

    private Path module(YamlNode node, String key) throws ConfigException {
        Path module = files.existing(node, key);
        Optional<String> mistake = WasmFile.mistake(module);
        if (mistake.isPresent()) {
            throw Section.mistake(file, node, "key '" + key + "': " + module.getFileName() + " " + mistake.get());
        }
        return module;
    }

    private record Limits(long fuel, long memoryBytes, long outputBytes, CopyLimits copies) {}

    private Limits limits(Section batch) throws ConfigException {
        Optional<YamlNode> node = batch.node("limits");
        if (node.isEmpty()) {
            return new Limits(0, 0, 0, CopyLimits.DEFAULTS);
        }
        Section limits = Section.of(
                file,
                "limits",
                node.get(),
                List.of("fuel", "memory", "output", "max-error-results", "max-total-results", "max-success-results"));
        return new Limits(
                limits.number("fuel", 1, MOST_FUEL).orElse(0),
                limits.size("memory", PAGE_BYTES, MOST_BYTES).orElse(0),
                limits.size("output", 1, MOST_BYTES).orElse(0),
                new CopyLimits(
                        0,
                        copies(limits, "max-error-results"),
                        copies(limits, "max-total-results"),
                        copies(limits, "max-success-results")));
    }

    private static int copies(Section limits, String key) throws ConfigException {
        return (int) limits.number(key, 1, MOST_COPIES).orElse(0);
    }

    private static String nameOf(Path module) {
        String name = String.valueOf(module.getFileName());
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    private static List<String> plain(List<Scalar> texts) {
        return texts.stream().map(Scalar::text).toList();
    }
}
