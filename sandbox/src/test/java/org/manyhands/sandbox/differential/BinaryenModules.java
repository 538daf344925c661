package org.manyhands.sandbox.differential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.manyhands.sandbox.Tools;

/**
 * Random valid modules that binaryen makes from bytes, which come from a seed. Even seeds give modules whose arithmetic
 * replaces each NaN by zero, so that what they do does not depend on the bits of NaNs; odd seeds leave them.
 */
final class BinaryenModules {
    private static final List<String> FEATURES = List.of(
            "--mvp-features",
            "--enable-bulk-memory",
            "--enable-nontrapping-float-to-int",
            "--enable-sign-ext",
            "--enable-mutable-globals",
            "--enable-multivalue");

    /** Shapes of code that compilers make: values left on the stack before loops, fewer locals, flat code. */
    private static final List<List<String>> PASSES =
            List.of(List.of(), List.of(), List.of("-O1"), List.of("-O3"), List.of("--flatten", "--rereloop", "-O2"));

    private static final int[] SIZES = {1_500, 6_000, 12_000, 24_000};

    /** How many loop turns and function entries a call may make: few, or enough for an optimizing compiler to come by. */
    private static final int[] HANG_LIMITS = {10, 10, 100, 5_000};

    private static final Pattern GLOBAL = Pattern.compile("(?m)^ \\(global (\\$\\S+) \\(mut (\\w+)\\)");
    private static final Pattern HANG_LIMIT = Pattern.compile(
            "(\\(export \"hangLimitInitializer\" \\(func (\\$\\d+)\\)\\)(?s:.*?)\\(func \\2\\s+\\(global.set (\\$global\\$\\d+)\\s+\\(i32.const )10");

    private final Path directory;
    private final Path wasmOpt = Tools.wasmOpt();

    BinaryenModules(Path directory) {
        this.directory = directory;
    }

    static String name(long seed) {
        return "seed-" + seed + (seed % 2 == 0 ? "" : Batch.NAN);
    }

    byte[] make(long seed) throws IOException, InterruptedException {
        Random random = new Random(seed);
        byte[] bytes = new byte[SIZES[random.nextInt(SIZES.length)]];
        random.nextBytes(bytes);
        Path input = Files.write(directory.resolve("seed-" + seed), bytes);
        Path text = directory.resolve("seed-" + seed + ".wat");
        Path output = directory.resolve("seed-" + seed + ".wasm");
        try {
            List<String> make = new ArrayList<>(List.of("--translate-to-fuzz", "-S"));
            if (Batch.definite(name(seed))) {
                make.add("--denan");
            }
            if (random.nextInt(4) > 0) {
                make.add("--no-fuzz-oob"); // Else half of all calls end at once.
            }
            wasmOpt(input, text, make);
            int hangLimit = HANG_LIMITS[random.nextInt(HANG_LIMITS.length)];
            Files.writeString(text, withGetters(withHangLimit(Files.readString(text), hangLimit)));
            wasmOpt(text, output, PASSES.get(random.nextInt(PASSES.size())));
            return Files.readAllBytes(output);
        } finally {
            Files.deleteIfExists(input);
            Files.deleteIfExists(text);
            Files.deleteIfExists(output);
        }
    }

    private static String withHangLimit(String text, int limit) {
        return HANG_LIMIT.matcher(text).replaceFirst("$1" + limit);
    }

    /** Adds exports that read the globals: to export the globals themselves would change how they are compiled. */
    private static String withGetters(String text) {
        StringBuilder getters = new StringBuilder();
        Matcher globals = GLOBAL.matcher(text);
        for (int i = 0; globals.find(); i++) {
            getters.append(" (func (export \"%s%d\") (result %s) (global.get %s))\n"
                    .formatted(CallPlan.GLOBAL_PREFIX, i, globals.group(2), globals.group(1)));
        }
        return text.substring(0, text.lastIndexOf(')')) + getters + ")\n";
    }

    private void wasmOpt(Path input, Path output, List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(wasmOpt.toString(), input.toString(), "-o", output.toString()));
        command.addAll(FEATURES);
        command.addAll(options);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("wasm-opt failed: " + command);
        }
    }
}
