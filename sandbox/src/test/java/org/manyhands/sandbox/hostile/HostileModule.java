package org.manyhands.sandbox.hostile;

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.manyhands.sandbox.Limits;

/**
 * A module of the corpus: text with a header of comments that says how it must end.
 *
 * <pre>
 * ;; expect: exceeded fuel        how it ends: finished CODE, trapped TRAP, exceeded LIMIT or refused RULES
 * ;; fuel: 1000000                a limit that is not the usual one; also memory, output (bytes) and files
 * ;; engines: compiled            not on the interpreter, for which it is too much work
 * ;; command: instrument          given to the rewriter, as at upload, and not run
 * ;; repeat NAME 1000: text       what {NAME} stands for; # is the number of the repetition
 * </pre>
 *
 * @param name the file's name without its ending
 * @param expected the ending that the header names
 * @param settings the other keys of the header
 * @param text the module, with all repetitions written out
 */
record HostileModule(String name, String expected, Map<String, String> settings, String text) {
    private static final String ENDING = ".wat";
    private static final Pattern KEY = Pattern.compile(";; (expect|fuel|memory|output|files|engines|command): (.+)");
    private static final Pattern REPEAT = Pattern.compile(";; repeat ([A-Z_]+) ([0-9]+): (.*)");
    private static final Pattern BINARY = Pattern.compile("\\(module binary");

    /** All modules of a directory, by name. */
    static List<HostileModule> all(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .map(HostileModule::read)
                    .toList();
        }
    }

    private static HostileModule read(Path file) {
        String name = file.getFileName().toString().replace(ENDING, "");
        Map<String, String> settings = new HashMap<>();
        Map<String, String> repetitions = new LinkedHashMap<>();
        StringBuilder module = new StringBuilder();
        try {
            for (String line : Files.readAllLines(file)) {
                Matcher key = KEY.matcher(line);
                Matcher repeat = REPEAT.matcher(line);
                if (key.matches()) {
                    settings.put(key.group(1), key.group(2));
                } else if (repeat.matches()) {
                    repetitions.put(repeat.group(1), repeated(repeat.group(3), Integer.parseInt(repeat.group(2))));
                } else if (!line.startsWith(";;")) {
                    module.append(line).append('\n');
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
        String text = module.toString();
        for (Map.Entry<String, String> each : repetitions.entrySet()) {
            text = text.replace('{' + each.getKey() + '}', each.getValue());
        }
        String expected = settings.remove("expect");
        if (expected == null) {
            throw new IllegalStateException(file + " does not say how it must end");
        }
        return new HostileModule(name, expected, Map.copyOf(settings), text);
    }

    private static String repeated(String text, int count) {
        if (text.indexOf('#') < 0) {
            return text.repeat(count);
        }
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append(text.replace("#", Integer.toString(i)));
        }
        return all.toString();
    }

    /** The module's bytes; those of the binary form need not be a module. */
    byte[] assemble() {
        return BINARY.matcher(text).find() ? BinaryText.bytes(text) : Wat2Wasm.parse(text);
    }

    Limits limits() {
        return new Limits(number("fuel", 500_000), number("memory", 16L << 20), number("output", 1L << 20), (int)
                number("files", 20));
    }

    boolean forTheRewriter() {
        return settings.containsKey("command");
    }

    boolean forTheInterpreter() {
        return !settings.containsKey("engines") && !forTheRewriter();
    }

    private long number(String key, long usual) {
        return Long.parseLong(settings.getOrDefault(key, Long.toString(usual)));
    }

    @Override
    public String toString() {
        return name;
    }
}
