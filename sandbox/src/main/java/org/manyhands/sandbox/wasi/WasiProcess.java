package org.manyhands.sandbox.wasi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.manyhands.sandbox.files.FileTree;
import org.manyhands.sandbox.files.Names;
import org.manyhands.sandbox.files.Node;
import org.manyhands.sandbox.meter.FuelAccount;
import org.manyhands.sandbox.state.PagedBytes;
import org.manyhands.sandbox.state.SavedPart;

/** What a program finds when it starts, and everything of the outside that it can change. One for each run. */
public final class WasiProcess {
    /** What every program is called. */
    public static final String PROGRAM_NAME = "app";

    /** The environment variable that holds the work unit's seed in decimal. */
    public static final String SEED_VARIABLE = "MANYHANDS_SEED";

    private final FuelAccount fuel;
    private final FileTree files;
    private final Streams streams;
    private final Descriptors descriptors;
    private final GuestClock clock;
    private final SeededRandom random;
    private final List<byte[]> arguments;
    private final List<byte[]> environment;

    /** What a work unit finds: everything is a function of these values. */
    public WasiProcess(
            FuelAccount fuel,
            FileTree files,
            Streams streams,
            List<String> arguments,
            Map<String, String> environment,
            long seed) {
        this(
                fuel,
                files,
                streams,
                new DerivedClock(fuel),
                seed,
                argumentBlock(PROGRAM_NAME, arguments),
                environmentBlock(withSeed(environment, seed)));
    }

    private WasiProcess(
            FuelAccount fuel,
            FileTree files,
            Streams streams,
            GuestClock clock,
            long seed,
            List<byte[]> arguments,
            List<byte[]> environment) {
        this.fuel = fuel;
        this.files = files;
        this.streams = streams;
        this.descriptors = new Descriptors(files, streams);
        this.clock = clock;
        this.random = new SeededRandom(seed);
        this.arguments = arguments;
        this.environment = environment;
    }

    /**
     * What a plain WASI program finds: its own name, exactly the given environment, and this machine's clock.
     *
     * @param account is told of every call; nothing is charged against a limit
     */
    public static WasiProcess plain(
            FuelAccount account,
            FileTree files,
            Streams streams,
            String name,
            List<String> arguments,
            Map<String, String> environment,
            long seed) {
        return new WasiProcess(
                account,
                files,
                streams,
                new HostClock(account),
                seed,
                argumentBlock(name, arguments),
                environmentBlock(environment));
    }

    FuelAccount fuel() {
        return fuel;
    }

    FileTree files() {
        return files;
    }

    Descriptors descriptors() {
        return descriptors;
    }

    GuestClock clock() {
        return clock;
    }

    SeededRandom random() {
        return random;
    }

    /** The arguments as NUL-terminated bytes. */
    List<byte[]> arguments() {
        return arguments;
    }

    /** The environment as NUL-terminated bytes {@code name=value}, sorted by name. */
    List<byte[]> environment() {
        return environment;
    }

    /** All that the host keeps for the program, in the order in which it is to be restored. */
    public List<SavedPart> savedParts() {
        Map<Long, Node> nodes = new HashMap<>();
        return List.of(
                SavedPart.of(
                        "files", out -> files.save(out, descriptors.nodes()), in -> nodes.putAll(files.restore(in))),
                SavedPart.of("descriptors", descriptors::save, in -> descriptors.restore(in, nodes)),
                clock.savedPart(),
                random.savedPart(),
                SavedPart.of("stdout", streams.output()::save, streams.output()::restore),
                SavedPart.of("stderr", streams.error()::save, streams.error()::restore));
    }

    /** The files of {@code /out} whose bytes the program can still reach. */
    public List<PagedBytes> savedContents() {
        return files.contents(descriptors.nodes());
    }

    private static List<byte[]> argumentBlock(String name, List<String> arguments) {
        List<byte[]> block = new ArrayList<>();
        block.add(terminated(name));
        arguments.forEach(argument -> block.add(terminated(argument)));
        return block;
    }

    private static Map<String, String> withSeed(Map<String, String> environment, long seed) {
        Map<String, String> whole = new TreeMap<>(environment);
        whole.put(SEED_VARIABLE, Long.toString(seed));
        return whole;
    }

    private static List<byte[]> environmentBlock(Map<String, String> environment) {
        Map<String, String> sorted = new TreeMap<>(Names.ORDER);
        sorted.putAll(environment);
        List<byte[]> block = new ArrayList<>();
        sorted.forEach((name, value) -> block.add(terminated(name + "=" + value)));
        return block;
    }

    private static byte[] terminated(String text) {
        return (text + "\0").getBytes(StandardCharsets.UTF_8);
    }
}
