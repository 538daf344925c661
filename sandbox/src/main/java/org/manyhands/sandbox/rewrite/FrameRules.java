package org.manyhands.sandbox.rewrite;

import java.util.Map;
import org.manyhands.sandbox.rewrite.ModuleLayout.Body;

/**
 * How many values a function may hold at once, in locals and as operands: more than the runtime's compiler can write down
 * would end every run with a failure of the host. Operands are followed only in functions that are long enough to have
 * too many. The module must be valid.
 */
final class FrameRules {
    private static final String RULE = "size";
    private static final String SPLIT =
            "Split the function or its largest expression: keep values in variables or in memory";

    private final ModuleLayout module;
    private final boolean product;
    private final Violations violations;
    private final Map<Integer, String> names;
    private final RewriteContext context;
    /** Most places that one instruction can add, of two bytes at least. */
    private final int widest;

    private FrameRules(ModuleLayout module, boolean product, Violations violations) {
        this.module = module;
        this.product = product;
        this.violations = violations;
        this.names = module.functionNames();
        this.context = new RewriteContext(module, Rewrites.NONE, Weights.of(Weights.NEWEST));
        this.widest = module.types.stream()
                .mapToInt(type -> Signature.places(type.results()))
                .reduce(2, Math::max);
    }

    static void check(ModuleLayout module, boolean product, Violations violations) {
        FrameRules rules = new FrameRules(module, product, violations);
        for (int i = 0; i < module.bodies.size(); i++) {
            rules.checkFunction(i, module.types.get(module.functions.get(i)), module.bodies.get(i));
        }
    }

    private void checkFunction(int index, Signature signature, Body body) {
        BinaryReader in = new BinaryReader(module.bytes, body.start(), body.end());
        Locals locals = Locals.read(signature, in);
        int bytes = body.end() - in.position();
        long operands = bytes / 2L * widest;
        long blocks = bytes;
        if (tooMany(locals.places(), operands, blocks)) {
            blocks = blocks(new InstructionReader(in));
        }
        if (tooMany(locals.places(), operands, blocks)) {
            FunctionFacts facts = FunctionFacts.of(module, body, context.importedFunctions);
            operands = FunctionRewriter.read(context, signature, body, facts).operandPlaces();
            tell(place(index, body), locals.places(), operands, blocks);
        }
    }

    private int mostOperands() {
        return product ? SizeRules.PRODUCT_OPERANDS : SizeRules.OPERANDS;
    }

    private boolean tooManyBlocks(long locals, long operands, long blocks) {
        return !product && (locals + operands) * blocks > SizeRules.FRAMES;
    }

    private boolean tooMany(long locals, long operands, long blocks) {
        return operands > mostOperands() || tooManyBlocks(locals, operands, blocks);
    }

    private void tell(String place, long locals, long operands, long blocks) {
        if (operands > mostOperands()) {
            violations.add(
                    RULE,
                    place + ": its operands take " + operands + " places at once, and at most " + mostOperands()
                            + " are allowed (i64 and f64 take two, all others one)",
                    SPLIT);
        } else if (tooManyBlocks(locals, operands, blocks)) {
            violations.add(
                    RULE,
                    place + ": its locals and operands take " + (locals + operands) + " places, with " + blocks
                            + " blocks and branches; the two multiplied may come to " + SizeRules.FRAMES + " at most",
                    "Compile with optimisation (-O1 or more), which needs fewer locals, or split the function");
        }
    }

    /** Blocks, loops, ifs and branches: where the compiler notes what is where. */
    private static long blocks(InstructionReader in) {
        long blocks = 0;
        while (!in.atEnd()) {
            in.next();
            blocks += switch (in.opcode) {
                case Opcodes.BLOCK,
                        Opcodes.LOOP,
                        Opcodes.IF,
                        Opcodes.ELSE,
                        Opcodes.BR,
                        Opcodes.BR_IF,
                        Opcodes.BR_TABLE -> 1;
                default -> 0;
            };
        }
        return blocks;
    }

    private String place(int index, Body body) {
        int function = context.importedFunctions + index;
        String name = names.get(function);
        return "function " + function + (name == null ? "" : " (" + name + ")") + ", byte " + body.start();
    }
}
