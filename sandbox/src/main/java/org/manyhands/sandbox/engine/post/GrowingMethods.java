package org.manyhands.sandbox.engine.post;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * The methods in which memory may grow, themselves or in what they call: after a call of one, its array may be another.
 * Functions that are left to the interpreter are among them; what the host does when it is called never makes memory
 * grow.
 */
final class GrowingMethods {
    private static final String INTERPRETED = "([JILrun/endive/runtime/Instance;)";

    private final Names names;
    private final Set<String> growing = new HashSet<>();

    private GrowingMethods(Names names) {
        this.names = names;
    }

    /** Looks through class files, instruction by instruction; none of them becomes a tree. */
    static GrowingMethods find(Names names, Collection<byte[]> files) {
        GrowingMethods found = new GrowingMethods(names);
        Map<String, Set<String>> callers = new HashMap<>();
        Deque<String> news = new ArrayDeque<>();
        for (byte[] file : files) {
            ClassReader reader = new ClassReader(file);
            if (reader.getClassName().equals(names.helpers())) {
                continue;
            }
            onEachCall(reader, (caller, call) -> {
                callers.computeIfAbsent(key(call.owner, call.name), callee -> new HashSet<>())
                        .add(caller);
                if (found.growsItself(call) && found.growing.add(caller)) {
                    news.add(caller);
                }
            });
        }
        while (!news.isEmpty()) {
            for (String caller : callers.getOrDefault(news.remove(), Set.of())) {
                if (found.growing.add(caller)) {
                    news.add(caller);
                }
            }
        }
        return found;
    }

    private static void onEachCall(ClassReader reader, BiConsumer<String, MethodInsnNode> listener) {
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        String caller = key(reader.getClassName(), name);
                        return new MethodVisitor(Opcodes.ASM9) {
                            @Override
                            public void visitMethodInsn(
                                    int opcode, String owner, String callee, String type, boolean ofInterface) {
                                listener.accept(caller, new MethodInsnNode(opcode, owner, callee, type, ofInterface));
                            }
                        };
                    }
                },
                ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
    }

    /** True if memory may be another after this call. */
    boolean mayGrow(MethodInsnNode call) {
        return growsItself(call) || growing.contains(key(call.owner, call.name));
    }

    private boolean growsItself(MethodInsnNode call) {
        return call.owner.equals(names.helpers())
                && (call.name.equals("memoryGrow")
                        || call.name.equals("callIndirectOnInterpreterWithRefs")
                        || (call.name.equals("callIndirect") && call.desc.startsWith(INTERPRETED)));
    }

    private static String key(String owner, String method) {
        return owner + '.' + method;
    }
}
