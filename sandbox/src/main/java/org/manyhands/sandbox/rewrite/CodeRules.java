package org.manyhands.sandbox.rewrite;

import java.util.EnumMap;
import java.util.Map;
import org.manyhands.sandbox.rewrite.ModuleLayout.Body;

/** Looks at every instruction of every function. A forbidden feature is told once, with the first place it was met. */
final class CodeRules {
    private static final long OFFSET_LIMIT = 1L << 31;

    private record Met(String place, int functions) {}

    private final ModuleLayout module;
    private final boolean product;
    private final Violations violations;
    private final Map<Integer, String> names;
    private final Map<Feature, Met> met = new EnumMap<>(Feature.class);

    private long allLocals;

    private CodeRules(ModuleLayout module, boolean product, Violations violations) {
        this.module = module;
        this.violations = violations;
        this.product = product;
        this.names = module.functionNames();
    }

    static void check(ModuleLayout module, boolean product, Violations violations) {
        CodeRules rules = new CodeRules(module, product, violations);
        int imported = module.importedFunctions();
        for (int i = 0; i < module.bodies.size() && rules.allLocals <= SizeRules.ALL_LOCALS; i++) {
            rules.checkFunction(imported + i, module.types.get(module.functions.get(i)), module.bodies.get(i));
        }
        if (rules.allLocals > SizeRules.ALL_LOCALS) {
            violations.add(
                    "size",
                    "all functions together have more than " + SizeRules.ALL_LOCALS + " locals",
                    "Compile with optimisation (-O1 or more), which needs fewer locals");
        }
        rules.met.forEach((feature, first) -> violations.add(
                feature,
                first.place()
                        + (first.functions() > 1 ? " (and in " + (first.functions() - 1) + " more functions)" : "")));
    }

    private void checkFunction(int function, Signature signature, Body body) {
        int size = body.end() - body.start();
        int most = product ? SizeRules.PRODUCT_FACTOR * SizeRules.FUNCTION_BYTES : SizeRules.FUNCTION_BYTES;
        if (size > most) {
            tooLarge(function, body, size + " bytes", most);
            return;
        }
        BinaryReader in = new BinaryReader(module.bytes, body.start(), body.end());
        try {
            int locals = Locals.read(signature, in).declared();
            allLocals += locals;
            if (locals > SizeRules.LOCALS && !product) {
                tooLarge(function, body, locals + " locals", SizeRules.LOCALS);
            }
            int branches = checkInstructions(function, new InstructionReader(in));
            if (branches > SizeRules.BRANCHES && !product) {
                tooLarge(function, body, branches + " branches", SizeRules.BRANCHES);
            }
        } catch (RefusedFeatureException e) {
            String place = place(function, e.offset()) + ": " + e.detail();
            met.merge(e.feature(), new Met(place, 1), (first, next) -> new Met(first.place(), first.functions() + 1));
        } catch (MalformedModuleException e) {
            violations.add(NotAModule.malformed(
                    new MalformedModuleException(e.offset(), e.problem() + ", in function " + name(function))));
        }
    }

    private void tooLarge(int function, Body body, String size, int most) {
        violations.add(
                "size",
                place(function, body.start()) + ": the function has " + size + ", and at most " + most + " are allowed",
                "Split the function");
    }

    /** Checks each; gives the number of ways that branches and ifs can go. */
    private int checkInstructions(int function, InstructionReader in) {
        boolean told = false;
        int branches = 0;
        int open = 1;
        while (!in.atEnd()) {
            in.next();
            if (in.opcode == Opcodes.BR_TABLE && in.labels.length - 1 > SizeRules.BRANCH_TARGETS) {
                violations.add(
                        "size",
                        place(function, in.start) + ": br_table with " + (in.labels.length - 1)
                                + " targets, and at most " + SizeRules.BRANCH_TARGETS + " are allowed",
                        "Split the switch statement");
            }
            branches += switch (in.opcode) {
                case Opcodes.IF, Opcodes.BR, Opcodes.BR_IF -> 1;
                case Opcodes.BR_TABLE -> in.labels.length;
                default -> 0;
            };
            open += Opcodes.opening(in.opcode);
            if ((open == 0) != in.atEnd()) {
                throw new MalformedModuleException(
                        in.end, in.atEnd() ? open + " blocks are never closed" : "code follows the function's end");
            }
            boolean access = in.opcode >= Opcodes.FIRST_LOAD && in.opcode <= Opcodes.LAST_STORE;
            if (access && !told && (in.memoryOffset < 0 || in.memoryOffset >= OFFSET_LIMIT)) {
                told = true;
                violations.add(
                        "offset",
                        place(function, in.start) + ": static offset " + Long.toUnsignedString(in.memoryOffset)
                                + ", and offsets from " + OFFSET_LIMIT + " on are not allowed",
                        "Reach into large objects through a pointer rather than at a constant distance");
            }
        }
        return branches;
    }

    private String place(int function, int offset) {
        return "function " + name(function) + ", byte " + offset;
    }

    private String name(int function) {
        String name = names.get(function);
        return name == null ? String.valueOf(function) : function + " (" + name + ")";
    }
}
