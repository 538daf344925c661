package org.manyhands.sandbox.engine.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.manyhands.sandbox.engine.Guests;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class PostProcessorTest {
    private static final String LOOP = """
            (memory 1)
            (global $n (mut i32) (i32.const 0))
            (func $f (export "f") (param i32) (result i32)
              (loop $again
                (i32.store (i32.const 4) (i32.rotl (i32.load (i32.const 4)) (i32.const 3)))
                (global.set $n (i32.add (global.get $n) (i32.const 1)))
                (br_if $again (i32.lt_u (global.get $n) (local.get 0))))
              (if (i32.gt_s (local.get 0) (i32.const 0)) (then (drop (call $f (i32.const 0)))))
              (global.get $n))
            """;

    /** What the functions of a module call, each as {@code owner.name}. */
    private static List<String> calls(GuestClasses classes) {
        List<String> calls = new ArrayList<>();
        classes.files().values().forEach(file -> new ClassReader(file).accept(new Calls(calls), 0));
        return calls;
    }

    private static final class Calls extends ClassVisitor {
        private final List<String> calls;

        Calls(List<String> calls) {
            super(Opcodes.ASM9);
            this.calls = calls;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String generic, String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(int opcode, String owner, String called, String type, boolean ofInterface) {
                    if (Names.isFunction(name)) {
                        calls.add(owner.substring(owner.lastIndexOf('/') + 1) + "." + called);
                    }
                }
            };
        }
    }

    @Test
    void nothingOfTheRuntimeIsLeftInAHotLoop() {
        assertThat(calls(Guests.classes(LOOP)))
                .contains("MemoryAccess.memoryReadInt", "MemoryAccess.memoryWriteInt", "Integer.rotateLeft")
                .noneMatch(call -> call.contains("Shaded.") || call.startsWith("OpcodeImpl."));
    }

    @Test
    void loopsCallsAndGlobalsGiveTheSame() {
        try (Guests guests = new Guests(LOOP)) {
            guests.call("f", 1);
            guests.call("f", 5_000);
            guests.call("f", 0xFFFF);
        }
    }

    /** Of 64 KiB of code a method has no more; comparisons take more room as jumps than as calls. */
    @Test
    void functionThatWouldBecomeTooLargeStaysPlainAndWorksOnTheSameState() {
        String comparison = "(local.set 2 (i32.add (local.get 2) (i32.lt_s (local.get 0) (local.get 1))))";
        String definitions = """
                (memory 1)
                (global $n (mut i32) (i32.const 0))
                (func (export "large") (param i32 i32) (result i32) (local i32)
                """ + comparison.repeat(6_000) + """
                (global.set $n (i32.add (global.get $n) (local.get 2)))
                (i32.store (i32.const 16) (global.get $n)) (i32.load (i32.const 16)))
                (func (export "small") (result i32)
                  (global.set $n (i32.add (global.get $n) (i32.const 1)))
                  (i32.add (global.get $n) (i32.load (i32.const 16))))
                """;
        assertThat(calls(Guests.classes(definitions))).anyMatch(call -> call.startsWith("OpcodeImpl."));
        try (Guests guests = new Guests(definitions)) {
            assertThat(guests.call("large", 1, 2)).isEqualTo("[6000]");
            assertThat(guests.call("small")).isEqualTo("[12001]");
            assertThat(guests.call("large", 1, 2)).isEqualTo("[12001]");
        }
    }

    /** The runtime leaves to its interpreter what fits no method. */
    @Test
    void functionThatIsInterpretedWorksOnTheSameState() {
        String turn = "(global.set $n (i32.add (global.get $n) (i32.load (i32.const 16))))";
        try (Guests guests = new Guests("""
                (memory 1 3)
                (global $n (mut i32) (i32.const 0))
                (func $large (export "large") (result i32) (drop (memory.grow (i32.const 1)))
                """ + turn.repeat(8_000) + """
                (global.get $n))
                (func (export "small") (param i32) (result i32)
                  (i32.store (i32.const 16) (local.get 0))
                  (drop (call $large))
                  (i32.store (i32.const 131000) (global.get $n))
                  (i32.load (i32.const 131000)))
                """)) {
            assertThat(guests.call("small", 3)).isEqualTo("[24000]");
            assertThat(guests.call("small", 1)).isEqualTo("[32000]");
        }
    }

    @Test
    void classesSurviveBeingWritten() throws IOException {
        GuestClasses classes = Guests.classes(LOOP);
        GuestClasses read = GuestClasses.parse(classes.toBytes());
        assertThat(read.main()).isEqualTo(classes.main());
        assertThat(read.files()).containsOnlyKeys(classes.files().keySet());
        classes.files()
                .forEach((name, file) -> assertThat(read.files().get(name)).isEqualTo(file));
    }
}
