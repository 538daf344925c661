package org.manyhands.sandbox.engine.post;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

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

    /** Looks through classes, each once and one after the other. */
    static GrowingMethods find(Names names, Stream<ClassNode> classes) {
        GrowingMethods found = new GrowingMethods(names);
        Map<String, Set<String>> callers = new HashMap<>();
        Deque<String> news = new ArrayDeque<>();
        for (ClassNode type : (Iterable<ClassNode>) classes::iterator) {
            for (MethodNode method : type.name.equals(names.helpers()) ? List.<MethodNode>of() : type.methods) {
                String caller = key(type.name, method.name);
                for (AbstractInsnNode instruction : method.instructions) {
                    if (instruction instanceof MethodInsnNode call) {
                        callers.computeIfAbsent(key(call.owner, call.name), callee -> new HashSet<>())
                                .add(caller);
                        if (found.growsItself(call) && found.growing.add(caller)) {
                            news.add(caller);
                        }
                    }
                }
            }
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
