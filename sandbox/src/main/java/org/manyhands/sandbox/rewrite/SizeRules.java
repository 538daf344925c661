package org.manyhands.sandbox.rewrite;

import org.manyhands.sandbox.rewrite.ModuleLayout.Range;

/**
 * How large a module and its parts may be. The bounds are those of browsers where they have one, less some room for
 * what the rewrite adds.
 */
final class SizeRules {
    static final int MODULE_BYTES = 64 << 20;
    static final int FUNCTION_BYTES = 2_500_000;
    static final int LOCALS = 49_990;
    /** Targets of one br_table; compiling it takes time that grows with their square. */
    static final int BRANCH_TARGETS = 65_520;

    /** Branches and ifs of one function: the runtime's compiler holds some thousand bytes for each. */
    static final int BRANCHES = 200_000;

    static final int ALL_LOCALS = 5_000_000;
    static final int FUNCTIONS = 1_000_000;
    /**
     * Places that the parameters of one type take, and its results. A Java method has 255 for its parameters (JVMS
     * 4.3.3), some of which the runtime's compiler needs itself.
     */
    static final int PLACES = 250;

    /** Places that operands may take at once: the library that writes Java methods counts to 32,767 (ASM's Frame). */
    static final int OPERANDS = 32_000;

    /** The same in products, whose meter adds some. */
    static final int PRODUCT_OPERANDS = 32_400;

    /**
     * Places of locals and operands, times blocks and branches. The runtime's compiler notes at each branch what is where,
     * in some eight bytes a place; a slot has 512 MiB at least.
     */
    static final int FRAMES = 30_000_000;

    static final int TYPES = 1_000_000;
    /** Each is a field of one Java class, whose constant pool has 65,535 places (JVMS 4.1). */
    static final int GLOBALS = 50_000;

    static final int TABLES = 8;
    static final int SEGMENTS = 100_000;

    /** A product is larger than its source, commonly by a fifth and at the very most by this factor. */
    static final int PRODUCT_FACTOR = 12;

    /** No module may be larger than this, whatever it is. */
    static final int ANY_BYTES = 4 * MODULE_BYTES;

    static final int PAGE_BYTES = 65_536;

    private static final String RULE = "size";
    private static final String SPLIT = "Split the program or its data: data can come as input files";

    private SizeRules() {}

    static void check(ModuleLayout module, boolean product, long memoryLimitBytes, Violations violations) {
        checkBytes(module.bytes.length, product ? ANY_BYTES : MODULE_BYTES, violations);
        bound("types", module.types.size(), TYPES, violations);
        bound("functions", module.importedFunctions() + module.functions.size(), FUNCTIONS, violations);
        bound("globals", module.globals.size(), GLOBALS, violations);
        bound("tables", module.tables.size(), TABLES, violations);
        bound("element segments", module.elementSegments, SEGMENTS, violations);
        bound("data segments", module.dataSegments, SEGMENTS, violations);
        for (int i = 0; i < module.types.size(); i++) {
            Signature type = module.types.get(i);
            checkPlaces("parameters", i, type.parameters(), violations);
            checkPlaces("results", i, type.results(), violations);
        }
        for (Range table : module.tables) {
            bound("initial elements in a table", table.minimum(), ModuleRewriter.TABLE_MAXIMUM, violations);
        }
        checkMemory(module, memoryLimitBytes, violations);
    }

    /** Checks the size of a whole module. */
    static void checkBytes(long bytes, int most, Violations violations) {
        if (bytes > most) {
            violations.add(
                    RULE,
                    "the module has " + bytes + " bytes, and at most " + most + " are allowed",
                    "Strip it (wasm-strip, or link with -s), and let data come as input files");
        }
    }

    private static void checkMemory(ModuleLayout module, long limit, Violations violations) {
        if (module.memories.size() > 1) {
            violations.add(
                    Feature.MULTIPLE_MEMORIES, "byte " + module.memories.get(1).offset());
        }
        for (Range memory : module.memories) {
            long pages = memory.minimum();
            if (pages > limit / PAGE_BYTES) {
                violations.add(
                        "memory",
                        "byte " + memory.offset() + ": the memory begins with " + pages + " pages of 64 KiB ("
                                + pages * PAGE_BYTES + " bytes), and the limit is " + limit + " bytes",
                        "Raise the batch's memory limit, or make static data or the stack smaller"
                                + " (-Wl,--initial-memory, -z stack-size)");
            }
        }
    }

    private static void checkPlaces(String what, int index, String types, Violations violations) {
        int places = Signature.places(types);
        if (places > PLACES) {
            violations.add(
                    RULE,
                    "type " + index + ": its " + types.length() + " " + what + " take " + places
                            + " places, and at most " + PLACES + " are allowed (i64 and f64 take two, all others one)",
                    "Pass a pointer to a structure instead");
        }
    }

    private static void bound(String what, long count, long most, Violations violations) {
        if (count > most) {
            violations.add(RULE, count + " " + what + ", and at most " + most + " are allowed", SPLIT);
        }
    }
}
