package org.manyhands.sandbox.engine.post;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/**
 * Transforms the class files of a module, function by function. A function that would outgrow the JVM's limits stays
 * as it is: plain and transformed code work on the same memory and the same globals.
 */
public final class PostProcessor {
    /** Version of what comes out, for keys of caches. */
    public static final int VERSION = 2;

    private final Names names;
    private final List<Transformation> everywhere;
    private final List<Transformation> inFunctions;

    private PostProcessor(Names names, Map<Integer, GlobalType> globals, GrowingMethods growing) {
        this.names = names;
        this.everywhere = List.of(new Interruptions(names));
        this.inFunctions = List.of(
                new Selections(),
                new Comparisons(names),
                new Operations(),
                new GlobalFields(names, globals),
                new MemoryLocals(names, growing));
    }

    /**
     * Transforms what the runtime's compiler generated and adds the state class.
     *
     * @param globals the globals that become fields, by index
     */
    public static GuestClasses process(GuestClasses plain, Map<Integer, GlobalType> globals) {
        Names names = Names.of(plain.main());
        GrowingMethods growing = GrowingMethods.find(names, plain.files().values());
        PostProcessor processor = new PostProcessor(names, globals, growing);
        Map<String, byte[]> files = new HashMap<>();
        plain.files().forEach((name, file) -> files.put(name, processor.transform(file)));
        files.put(names.state().replace('/', '.'), StateClass.write(names, globals));
        return new GuestClasses(plain.main(), files);
    }

    private byte[] transform(byte[] file) {
        ClassReader reader = new ClassReader(file);
        if (reader.getClassName().equals(names.helpers())) {
            return file;
        }
        Set<String> left = new HashSet<>();
        while (true) {
            try {
                return transform(reader, left);
            } catch (MethodTooLargeException e) {
                if (!left.add(e.getMethodName())) {
                    throw e;
                }
            } catch (ClassTooLargeException e) {
                return file;
            }
        }
    }

    private byte[] transform(ClassReader reader, Set<String> left) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
            @Override
            protected String getCommonSuperClass(String one, String other) {
                return "java/lang/Object";
            }
        };
        reader.accept(new OneByOne(writer, left), ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }

    private void transform(MethodNode method) {
        everywhere.forEach(transformation -> transformation.apply(method));
        if (Names.isFunction(method.name)) {
            inFunctions.forEach(transformation -> transformation.apply(method));
        }
    }

    /** Holds one method's tree at a time: all those of a large module together are more than the heap of a slot. */
    private final class OneByOne extends ClassVisitor {
        private final Set<String> left;

        OneByOne(ClassWriter writer, Set<String> left) {
            super(Opcodes.ASM9, writer);
            this.left = left;
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            super.visit(Opcodes.V17, access, name, signature, superName, interfaces);
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return new MethodNode(Opcodes.ASM9, access, name, descriptor, signature, exceptions) {
                @Override
                public void visitEnd() {
                    if (!left.contains(name)) {
                        transform(this);
                    }
                    accept(cv);
                }
            };
        }
    }
}
