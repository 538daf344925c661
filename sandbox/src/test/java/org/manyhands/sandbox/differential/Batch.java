package org.manyhands.sandbox.differential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.manyhands.sandbox.rewrite.Instrumenter;
import org.manyhands.sandbox.rewrite.Rewrites;
import run.endive.wasm.InvalidException;
import run.endive.wasm.Parser;

/** A folder of modules that every engine runs: sources, products and plans, with one name for each module. */
record Batch(Path directory) {
    /** Ends the names of modules that may do one thing or another, as the engine gives bits to NaNs. */
    static final String NAN = "-nan";

    private static final String PLAN = ".plan";
    private static final String RESHAPED = ".reshaped";

    /** Whether what a module does depends on its source alone, so that source and product can be compared. */
    static boolean definite(String name) {
        return !name.endsWith(NAN);
    }

    /** Whether the source had to be written anew, so that its instructions are not those that the product is charged for. */
    boolean reshaped(String name) {
        return Files.exists(directory.resolve(name + RESHAPED));
    }

    Path source(String name) {
        return directory.resolve(name + ".wasm");
    }

    Path product(String name) {
        return directory.resolve(name + ".product.wasm");
    }

    CallPlan plan(String name) throws IOException {
        return CallPlan.read(Files.readAllLines(directory.resolve(name + PLAN)));
    }

    /** Adds a module, instrumented, with a plan drawn from a seed. */
    void add(String name, byte[] source, long seed, long fuelLimit, int rounds) throws IOException {
        byte[] readable = readable(source);
        if (readable != source) {
            Files.createFile(directory.resolve(name + RESHAPED));
        }
        add(name, readable, Instrumenter.instrument(source), CallPlan.random(readable, seed, fuelLimit, rounds));
    }

    /** A source as it is, or, if the runtime misreads the types of its blocks, with types that it reads well. */
    private static byte[] readable(byte[] source) {
        try {
            Parser.parse(source);
            return source;
        } catch (InvalidException e) {
            return Instrumenter.rewrite(source, Rewrites.NONE);
        }
    }

    /** Adds a module with its product and a plan. */
    void add(String name, byte[] source, byte[] product, CallPlan plan) throws IOException {
        Files.write(source(name), source);
        Files.write(product(name), product);
        Files.writeString(directory.resolve(name + PLAN), plan.text());
    }

    /** All that have a plan, in the order of their names. */
    List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(PLAN))
                    .map(file -> file.substring(0, file.length() - PLAN.length()))
                    .sorted()
                    .toList();
        }
    }

    /** What a host wrote, by module. */
    static Map<String, List<String>> seen(Path output) throws IOException {
        Map<String, List<String>> seen = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : Files.readAllLines(output)) {
            if (line.startsWith("= ")) {
                current = new ArrayList<>();
                seen.put(line.substring(2), current);
            } else {
                current.add(line);
            }
        }
        return seen;
    }
}
