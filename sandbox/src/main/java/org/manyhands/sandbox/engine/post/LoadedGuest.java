package org.manyhands.sandbox.engine.post;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
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

    /** Tells the code where memory is. */
    public void memory(byte[] array, int sizeBytes) {
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

    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> files;

        Loader(Map<String, byte[]> files) {
            super(LoadedGuest.class.getClassLoader());
            this.files = files;
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
