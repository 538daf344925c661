package org.manyhands.sandbox.engine.post;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import run.endive.runtime.Instance;
import run.endive.runtime.Machine;

/**
 * The classes of a module, loaded, with the state of one instance at a time in their static fields. Code that ran for
 * one instance is warm for the next.
 */
public final class LoadedGuest {
    private final Class<?> main;
    private final Class<?> state;
    private final VarHandle bytes;
    private final VarHandle size;
    private final MethodHandle expectSpareRoom;
    private boolean spareRoom;

    /** Loads the classes. */
    public LoadedGuest(GuestClasses classes) {
        Loader loader = new Loader(classes.files());
        try {
            main = loader.loadClass(classes.main());
            state = loader.loadClass(Names.of(classes.main()).state().replace('/', '.'));
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("a class of the module is missing", e);
        }
        bytes = field(StateClass.BYTES, byte[].class);
        size = field(StateClass.SIZE, int.class);
        expectSpareRoom = expectSpareRoom(loader);
    }

    private static MethodHandle expectSpareRoom(Loader loader) {
        try {
            return MethodHandles.publicLookup()
                    .findStatic(
                            loader.loadClass(MemoryAccess.class.getName()),
                            "expectSpareRoom",
                            MethodType.methodType(void.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("memory has no access", e);
        }
    }

    /** Makes the machine of an instance. */
    public Machine machine(Instance instance) {
        try {
            return (Machine) main.getConstructor(Instance.class).newInstance(instance);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the machine cannot be made", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the class of the machine has another form", e);
        }
    }

    /** Tells the code where memory is, and how much of the array. */
    public void memory(byte[] array, int sizeBytes) {
        if (array.length > sizeBytes && !spareRoom) {
            spareRoom = true;
            try {
                expectSpareRoom.invokeExact();
            } catch (Throwable e) {
                throw new IllegalStateException("compiled code cannot be told of spare room", e);
            }
        }
        bytes.set(array);
        size.set(sizeBytes);
    }

    /** The field in which a global lives. */
    VarHandle global(int index, GlobalType type) {
        return field(Names.global(index), type.type());
    }

    private VarHandle field(String name, Class<?> type) {
        try {
            return MethodHandles.publicLookup().findStaticVarHandle(state, name, type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the state has no field " + name, e);
        }
    }

    private static byte[] ownFile(Class<?> type) {
        try (InputStream file = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            return Objects.requireNonNull(file, type.getName()).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> files;

        Loader(Map<String, byte[]> files) {
            super(LoadedGuest.class.getClassLoader());
            this.files = new HashMap<>(files);
            this.files.put(MemoryAccess.class.getName(), ownFile(MemoryAccess.class));
        }

        /** The access to memory is loaded for each guest, all else of ours once. */
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                return name.equals(MemoryAccess.class.getName()) && findLoadedClass(name) == null
                        ? findClass(name)
                        : super.loadClass(name, resolve);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] file = files.get(name);
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, file, 0, file.length);
        }
    }
}
