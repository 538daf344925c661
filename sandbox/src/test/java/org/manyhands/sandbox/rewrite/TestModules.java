package org.manyhands.sandbox.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.util.Arrays;
import org.manyhands.sandbox.ModuleReport;
import org.manyhands.sandbox.ModuleReport.Violation;

/** Modules made byte by byte, and what the checker says of them. */
final class TestModules {
    static final byte[] HEADER = {0, 'a', 's', 'm', 1, 0, 0, 0};
    static final String START = "(func (export \"_start\"))";

    private TestModules() {}

    static ModuleReport check(String fields) {
        return ProfileChecker.check(Wat2Wasm.parse("(module " + fields + ")"));
    }

    static Violation only(ModuleReport report) {
        assertThat(report.accepted()).isFalse();
        assertThat(report.violations()).hasSize(1);
        return report.violations().get(0);
    }

    static Violation only(byte[] module) {
        return only(ProfileChecker.check(module));
    }

    /** A module whose one function, {@code _start}, has the given code. */
    static byte[] withCode(int... code) {
        BinaryWriter body = withLocals(0);
        Arrays.stream(code).forEach(body::u8);
        return withFunctions(1, body.u8(Opcodes.END));
    }

    /** The beginning of a body. */
    static BinaryWriter withLocals(int count) {
        return new BinaryWriter().u32(1).u32(count).u8(0x7f);
    }

    /** A module of so many functions with the same body; the first is {@code _start}. */
    static byte[] withFunctions(int count, BinaryWriter body) {
        return withFunctions("_start", count, body);
    }

    /** The same with another name for the first. */
    static byte[] withFunctions(String name, int count, BinaryWriter body) {
        BinaryWriter types = new BinaryWriter().u32(count);
        BinaryWriter bodies = new BinaryWriter().u32(count);
        for (int i = 0; i < count; i++) {
            types.u32(0);
            bodies.u32(body.size()).append(body);
        }
        return new BinaryWriter()
                .raw(HEADER)
                .section(1, new BinaryWriter().u32(1).u8(0x60).u32(0).u32(0))
                .section(3, types)
                .section(5, new BinaryWriter().u32(1).u8(0).u32(1))
                .section(7, new BinaryWriter().u32(1).name(name).u8(0).u32(0))
                .section(10, bodies)
                .toByteArray();
    }

    static byte[] withSection(int id, int... content) {
        BinaryWriter bytes = new BinaryWriter();
        Arrays.stream(content).forEach(bytes::u8);
        return new BinaryWriter().raw(HEADER).section(id, bytes).toByteArray();
    }
}
