package org.manyhands.sandbox.rewrite;

import java.util.ArrayList;
import java.util.List;

/** A function's locals, its parameters first; those it declares are kept as runs of one type, as they are written. */
final class Locals {
    /** Most locals that a function can have in a browser. */
    static final int MOST = 50_000;

    private record Run(int count, char type) {}

    private final int parameters;
    private final List<Run> runs = new ArrayList<>();
    private final StringBuilder types;

    private Locals(String parameters) {
        this.parameters = parameters.length();
        this.types = new StringBuilder(parameters);
    }

    /**
     * Reads the declarations at the beginning of a body.
     *
     * @throws MalformedModuleException when there are more than {@link #MOST}
     */
    static Locals read(Signature signature, BinaryReader in) {
        Locals locals = new Locals(signature.parameters());
        int count = in.u32("number of local declarations");
        for (int i = 0; i < count; i++) {
            int at = in.position();
            int length = in.u32("number of locals");
            if (length > MOST - locals.declared()) {
                throw new MalformedModuleException(at, "more than " + MOST + " locals in a function");
            }
            char type = Signature.readType(in);
            locals.runs.add(new Run(length, type));
            locals.types.append(String.valueOf(type).repeat(length));
        }
        return locals;
    }

    /** Passes over the declarations. */
    static void skip(BinaryReader in) {
        int count = in.u32("number of local declarations");
        for (int i = 0; i < count; i++) {
            in.u32("number of locals");
            Signature.readType(in);
        }
    }

    /** Adds a local of ours after all others and gives its index. */
    int add(char type) {
        runs.add(new Run(1, type));
        types.append(type);
        return types.length() - 1;
    }

    /** How many locals the function has besides its parameters. */
    int declared() {
        return types.length() - parameters;
    }

    /** Parameters and declared locals. */
    int count() {
        return types.length();
    }

    /** Places that parameters and declared locals take. */
    int places() {
        return Signature.places(types.toString());
    }

    char type(int index) {
        return types.charAt(index);
    }

    void write(BinaryWriter out) {
        out.u32(runs.size());
        for (Run run : runs) {
            out.u32(run.count()).u8(Signature.code(run.type()));
        }
    }
}
