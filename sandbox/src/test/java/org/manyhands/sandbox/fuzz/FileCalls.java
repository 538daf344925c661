package org.manyhands.sandbox.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.manyhands.sandbox.InputFile;
import org.manyhands.sandbox.files.FileTree;
import org.manyhands.sandbox.files.OutputNode;
import org.manyhands.sandbox.files.OutputQuota;
import org.manyhands.sandbox.meter.FuelAccount;
import org.manyhands.sandbox.meter.LimitReachedException;
import org.manyhands.sandbox.wasi.DerivedClock;
import org.manyhands.sandbox.wasi.Errno;
import org.manyhands.sandbox.wasi.GuestExitException;
import org.manyhands.sandbox.wasi.GuestMemory;
import org.manyhands.sandbox.wasi.StreamCapture;
import org.manyhands.sandbox.wasi.Streams;
import org.manyhands.sandbox.wasi.WasiFunction;
import org.manyhands.sandbox.wasi.WasiFunctions;
import org.manyhands.sandbox.wasi.WasiProcess;

/** A guest whose code is a script: each step writes into memory or calls a function of WASI. */
final class FileCalls implements GuestMemory {
    static final long MAXIMUM_BYTES = 50_000;
    static final int MAXIMUM_FILES = 12;

    private static final int MEMORY_BYTES = 65_536;
    private static final int MOST_STEPS = 400;
    private static final int MOST_BYTES_POKED = 64;

    /** Names that scripts find in memory, eight bytes apart. */
    private static final List<String> NAMES =
            List.of("a", "b", "d", "d/e", "d/e/f", "..", ".", "data", "sub/x", "/out", "../a", "d/../b", "./", "");

    private static final List<WasiFunction> FUNCTIONS = List.copyOf(new TreeMap<>(WasiFunctions.all()).values());

    private final byte[] memory = new byte[MEMORY_BYTES];
    private final OutputQuota quota = new OutputQuota(MAXIMUM_BYTES, MAXIMUM_FILES);
    private final FileTree files;
    private final StreamCapture output = new StreamCapture(StreamCapture.Listener.NONE);
    private final WasiProcess process;
    private long fuel;
    private String end = "at its end";

    FileCalls(List<InputFile> inputs) {
        files = new FileTree(inputs, quota, DerivedClock.EPOCH_NANOS);
        FuelAccount account = new FuelAccount() {
            @Override
            public long used() {
                return fuel;
            }

            @Override
            public void charge(long units) {
                if (units < 0) {
                    throw new AssertionError("a call gives fuel back: " + units);
                }
                fuel += units;
            }
        };
        Streams streams = new Streams("standard input".getBytes(StandardCharsets.UTF_8), output, output);
        process = new WasiProcess(account, files, streams, List.of("one", "two"), Map.of("KEY", "value"), 1);
        for (int i = 0; i < NAMES.size(); i++) {
            byte[] name = NAMES.get(i).getBytes(StandardCharsets.UTF_8);
            System.arraycopy(name, 0, memory, 8 * i, name.length);
        }
    }

    void run(byte[] bytes) {
        Script script = new Script(bytes);
        try {
            for (int step = 0; step < MOST_STEPS && !script.atEnd(); step++) {
                int choice = script.one() % (FUNCTIONS.size() + 4);
                if (choice < FUNCTIONS.size()) {
                    call(FUNCTIONS.get(choice), script);
                } else {
                    poke(script);
                }
                checkQuota();
            }
        } catch (GuestExitException e) {
            end = "exit " + e.exitCode();
        } catch (LimitReachedException e) {
            end = "limit " + e.limit();
        }
    }

    /** Everything that can be seen of the run in a text: of two runs of one script it is the same. */
    String seen() {
        StringBuilder seen = new StringBuilder(end + " fuel " + fuel + " memory " + Arrays.hashCode(memory));
        seen.append(" output ").append(Arrays.hashCode(output.captured().kept()));
        files.outputs()
                .forEach((path, file) ->
                        seen.append(' ').append(path).append(' ').append(content(file)));
        return seen.toString();
    }

    /** Whether this text is anywhere in memory. */
    boolean sees(String secret) {
        return new String(memory, StandardCharsets.ISO_8859_1).contains(secret);
    }

    private static int content(OutputNode file) {
        byte[] bytes = new byte[(int) file.size()];
        int read = file.read(0, bytes, 0, bytes.length);
        return 31 * Arrays.hashCode(bytes) + read;
    }

    private void checkQuota() {
        Map<String, OutputNode> outputs = files.outputs();
        long named = outputs.values().stream().mapToLong(OutputNode::size).sum();
        if (named > quota.bytes() || quota.bytes() > MAXIMUM_BYTES || outputs.size() > MAXIMUM_FILES) {
            throw new AssertionError(outputs.size() + " files of " + named + " bytes, counted " + quota.bytes());
        }
    }

    private void call(WasiFunction function, Script script) {
        long[] arguments = new long[function.parameters().length()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = argument(function.parameters().charAt(i), script);
        }
        long before = fuel;
        int errno = function.call(process, this, arguments);
        if (Arrays.stream(Errno.values()).noneMatch(known -> known.code() == errno) || fuel <= before) {
            throw new AssertionError(function.name() + " gives " + errno + " for " + (fuel - before) + " units");
        }
    }

    /** Mostly small numbers, which are descriptors, flags, lengths and places of names. */
    private static long argument(char type, Script script) {
        int form = script.one();
        if (form < 0xe0) {
            return form;
        }
        if (form < 0xf0) {
            return script.two();
        }
        return type == 'I' && form < 0xf8 ? script.eight() : script.four();
    }

    private void poke(Script script) {
        int address = script.two();
        int length = script.one() % MOST_BYTES_POKED;
        for (int i = 0; i < length; i++) {
            memory[(address + i) % MEMORY_BYTES] = (byte) script.one();
        }
    }

    @Override
    public byte[] bytes() {
        return memory;
    }

    @Override
    public int sizeBytes() {
        return MEMORY_BYTES;
    }
}
