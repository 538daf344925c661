package org.manyhands.sandbox.rewrite;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.ModuleReport.Violation;

/** Says what a file is that is not a WebAssembly module, so that whoever named the wrong file sees which one. */
final class NotAModule {
    private static final String RULE = "module";
    private static final String NAME_THE_MODULE =
            "Name the .wasm file that the compiler wrote: a WASI preview 1 command (target wasm32-wasip1)";
    private static final byte[] MAGIC = {0, 'a', 's', 'm'};
    private static final int VERSION = 1;
    private static final int SAMPLE = 512;

    private NotAModule() {}

    /** The violation that these bytes are, or null when they begin as a module does. */
    static @Nullable Violation find(byte[] bytes) {
        if (bytes.length == 0) {
            return new Violation(RULE, "the file is empty", NAME_THE_MODULE);
        }
        if (!starts(bytes, MAGIC)) {
            return startsAsPart(bytes)
                    ? truncated(bytes)
                    : new Violation(RULE, "this is no WebAssembly module but " + kind(bytes), NAME_THE_MODULE);
        }
        if (bytes.length < 8) {
            return truncated(bytes);
        }
        int version = (bytes[4] & 0xff) | ((bytes[5] & 0xff) << 8);
        int layer = (bytes[6] & 0xff) | ((bytes[7] & 0xff) << 8);
        if (layer == 1) {
            return new Violation(
                    RULE,
                    "this is a component (WASI preview 2), not a core module",
                    "Compile for wasm32-wasip1 rather than wasm32-wasip2");
        }
        if (version != VERSION || layer != 0) {
            return new Violation(
                    RULE,
                    "this is WebAssembly of version " + version + ", not " + VERSION,
                    "Compile with a released toolchain for wasm32-wasip1");
        }
        return null;
    }

    /** The violation that a module is which ends early or holds nonsense. */
    static Violation malformed(MalformedModuleException e) {
        boolean truncated = e.problem().startsWith("truncated");
        return new Violation(
                RULE,
                (truncated ? "the module ends early: byte " : "byte ") + e.offset() + ": " + e.problem(),
                truncated ? "Copy or build the file again: a part of it is missing" : "Build the file again");
    }

    private static Violation truncated(byte[] bytes) {
        return new Violation(
                RULE,
                "the module ends early: byte " + bytes.length + ": truncated: a header of 8 bytes expected",
                "Copy or build the file again: a part of it is missing");
    }

    private static boolean startsAsPart(byte[] bytes) {
        return bytes.length < MAGIC.length && starts(MAGIC, bytes);
    }

    private static boolean starts(byte[] bytes, byte[] beginning) {
        if (bytes.length < beginning.length) {
            return false;
        }
        for (int i = 0; i < beginning.length; i++) {
            if (bytes[i] != beginning[i]) {
                return false;
            }
        }
        return true;
    }

    private static String kind(byte[] bytes) {
        String hex = HexFormat.of().formatHex(bytes, 0, Math.min(4, bytes.length));
        if (hex.equals("7f454c46")) {
            return "an ELF program or object for this kind of machine";
        }
        if (hex.startsWith("4d5a")) {
            return "a Windows program (.exe or .dll)";
        }
        if (hex.equals("cffaedfe") || hex.equals("cefaedfe") || hex.equals("cafebabe")) {
            return "a Mach-O program or a Java class";
        }
        if (hex.equals("504b0304")) {
            return "a ZIP or JAR archive";
        }
        if (hex.startsWith("1f8b")) {
            return "a gzip file";
        }
        if (hex.equals("4243c0de")) {
            return "LLVM bitcode";
        }
        if (isText(bytes)) {
            return text(bytes);
        }
        return "a file that begins with the bytes " + hex;
    }

    private static boolean isText(byte[] bytes) {
        for (int i = 0; i < Math.min(SAMPLE, bytes.length); i++) {
            int value = bytes[i] & 0xff;
            if (value < 0x20 && value != '\n' && value != '\r' && value != '\t') {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] bytes) {
        String beginning = new String(bytes, 0, Math.min(SAMPLE, bytes.length), StandardCharsets.UTF_8).strip();
        if (beginning.startsWith("(module") || beginning.startsWith("(;") || beginning.startsWith(";;")) {
            return "WebAssembly in text form, which wat2wasm translates";
        }
        String line = beginning.lines().findFirst().orElse("");
        return "a text that begins with \"" + line.substring(0, Math.min(40, line.length())) + "\"";
    }
}
