package org.manyhands.sandbox;

/**
 * What one function came to in a run.
 *
 * @param name its name in the name section, the name it is exported or imported by, or its index in the source module
 * @param calls how often it was called; an imported one only as far as it was called by name
 * @param fuel fuel of its own instructions, without that of functions it called
 */
public record FunctionFuel(String name, long calls, long fuel) {}
