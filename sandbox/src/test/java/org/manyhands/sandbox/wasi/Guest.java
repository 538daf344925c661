package org.manyhands.sandbox.wasi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.manyhands.sandbox.InputFile;
import org.manyhands.sandbox.files.FileTree;
import org.manyhands.sandbox.files.OutputQuota;
import org.manyhands.sandbox.meter.FuelAccount;

/** A guest without code: a page of memory from which a test calls WASI functions by name. */
final class Guest implements GuestMemory {
    static final int SIZE = 65_536;
    /** Where functions are told to put their results. */
    static final int RESULT = 1_024;

    private static final int TEXT = 2_048;
    private static final int VECTOR = 512;
    private static final int DATA = 8_192;

    final FileTree files;
    final StreamCapture stdout = new StreamCapture(StreamCapture.Listener.NONE);
    final StreamCapture stderr = new StreamCapture(StreamCapture.Listener.NONE);
    private final byte[] bytes = new byte[SIZE];
    private final ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    private final WasiProcess process;
    private long fuel;

    Guest(List<InputFile> inputs) {
        this(inputs, List.of(), Map.of(), 0, "");
    }

    Guest(
            List<InputFile> inputs,
            List<String> arguments,
            Map<String, String> environment,
            long seed,
            String standardInput) {
        files = new FileTree(inputs, new OutputQuota(100_000, 100), DerivedClock.EPOCH_NANOS);
        FuelAccount account = new FuelAccount() {
            @Override
            public long used() {
                return fuel;
            }

            @Override
            public void charge(long units) {
                fuel += units;
            }
        };
        process = new WasiProcess(
                account,
                files,
                new Streams(standardInput.getBytes(StandardCharsets.UTF_8), stdout, stderr),
                arguments,
                environment,
                seed);
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public int sizeBytes() {
        return SIZE;
    }

    long fuel() {
        return fuel;
    }

    /** Calls a function; numbers stand for both kinds of integer. */
    Errno call(String name, long... arguments) {
        WasiFunction function = WasiFunctions.all().get(name);
        if (function.parameters().length() != arguments.length) {
            throw new IllegalArgumentException(name + " takes " + function.parameters());
        }
        int code = function.call(process, this, arguments);
        return Arrays.stream(Errno.values())
                .filter(errno -> errno.code() == code)
                .findFirst()
                .orElseThrow();
    }

    int intAt(int address) {
        return view.getInt(address);
    }

    long longAt(int address) {
        return view.getLong(address);
    }

    int byteAt(int address) {
        return Byte.toUnsignedInt(bytes[address]);
    }

    void putInt(int address, int value) {
        view.putInt(address, value);
    }

    void putLong(int address, long value) {
        view.putLong(address, value);
    }

    byte[] copy(int address, int length) {
        return Arrays.copyOfRange(bytes, address, address + length);
    }

    String textAt(int address, int length) {
        return new String(copy(address, length), StandardCharsets.UTF_8);
    }

    private int putText(int address, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(utf8, 0, bytes, address, utf8.length);
        return utf8.length;
    }

    /** Calls a function whose arguments begin with descriptor, path and length. */
    Errno path(String name, int descriptor, String path, long... more) {
        int length = putText(TEXT, path);
        long[] arguments = new long[3 + more.length];
        arguments[0] = descriptor;
        arguments[1] = TEXT;
        arguments[2] = length;
        System.arraycopy(more, 0, arguments, 3, more.length);
        return call(name, arguments);
    }

    Errno open(int descriptor, String path, int how, long rights, int flags) {
        int length = putText(TEXT, path);
        return call("path_open", descriptor, 0, TEXT, length, how, rights, rights, flags, RESULT);
    }

    /** Opens for reading and writing, making the file. */
    int create(String path) {
        require(open(4, path, Flags.OPEN_CREATE, Flags.RIGHT_READ | Flags.RIGHT_WRITE, 0));
        return intAt(RESULT);
    }

    int openInput(String path) {
        require(open(3, path, 0, Flags.RIGHT_READ, 0));
        return intAt(RESULT);
    }

    Errno write(int descriptor, String text) {
        vector(DATA, putText(DATA, text));
        return call("fd_write", descriptor, VECTOR, 1, RESULT);
    }

    String read(int descriptor, int length) {
        vector(DATA, length);
        require(call("fd_read", descriptor, VECTOR, 1, RESULT));
        return textAt(DATA, intAt(RESULT));
    }

    void vector(int address, int length) {
        putInt(VECTOR, address);
        putInt(VECTOR + 4, length);
    }

    static int vectorAddress() {
        return VECTOR;
    }

    Errno rename(String from, String to) {
        int fromLength = putText(TEXT, from);
        int toLength = putText(TEXT + 1_024, to);
        return call("path_rename", 4, TEXT, fromLength, 4, TEXT + 1_024, toLength);
    }

    private static void require(Errno errno) {
        if (errno != Errno.SUCCESS) {
            throw new AssertionError("expected success, got " + errno);
        }
    }
}
