package org.manyhands.sandbox.engine.post;

/** Names that the runtime's compiler gives to what it generates, and that we give to what we add; all in internal form. */
record Names(String main) {
    static final String MEMORY = "Lrun/endive/runtime/Memory;";

    /** Class of the operations that compiled and interpreted code share. */
    static final String OPERATIONS = "run/endive/runtime/OpcodeImpl";

    private static final String FUNCTION = "func_";

    static Names of(String mainClass) {
        return new Names(mainClass.replace('.', '/'));
    }

    /** Class of the helpers that generated code calls. */
    String helpers() {
        return main + "Shaded";
    }

    /** Class of the state that code of ours reads directly. */
    String state() {
        return main + "State";
    }

    /** Field of the state in which a global lives. */
    static String global(int index) {
        return "global" + index;
    }

    /** True of methods that are a function of the module. */
    static boolean isFunction(String method) {
        return method.startsWith(FUNCTION);
    }
}
