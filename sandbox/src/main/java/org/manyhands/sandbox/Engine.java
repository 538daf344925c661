package org.manyhands.sandbox;

/** How a module is executed. Both give the same bytes and the same fuel. */
public enum Engine {
    /** Compiled to JVM bytecode: the normal way. */
    COMPILED,
    /** Interpreted: slow, the reference for replays and tests. */
    INTERPRETER
}
