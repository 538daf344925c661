package org.manyhands.sandbox.slot;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.manyhands.sandbox.SlotException;

/**
 * What a slot process may load: the sandbox and the WebAssembly runtime, from wherever this process has them, and
 * nothing else of this process.
 */
final class ChildClassPath {
    /** A class of each library that the child needs. By name, since the parent itself never loads the runtime. */
    private static final List<String> WITNESSES = List.of(
            "org.manyhands.sandbox.slot.SlotMain",
            "run.endive.wasm.Parser",
            "run.endive.runtime.Instance",
            "run.endive.compiler.MachineFactoryCompiler",
            "org.objectweb.asm.ClassWriter",
            "org.objectweb.asm.commons.InstructionAdapter",
            "org.objectweb.asm.util.CheckClassAdapter",
            "org.objectweb.asm.tree.ClassNode",
            "org.objectweb.asm.tree.analysis.Analyzer");

    private ChildClassPath() {}

    static String find() throws SlotException {
        Set<String> entries = new LinkedHashSet<>();
        for (String witness : WITNESSES) {
            entries.add(locationOf(witness));
        }
        return String.join(File.pathSeparator, entries);
    }

    private static String locationOf(String className) throws SlotException {
        try {
            CodeSource source = Class.forName(className, false, ChildClassPath.class.getClassLoader())
                    .getProtectionDomain()
                    .getCodeSource();
            return Path.of(source.getLocation().toURI()).toString();
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new SlotException(
                    "the library of " + className + " is missing from this installation; install it again", e);
        }
    }
}
