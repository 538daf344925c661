package org.manyhands.sandbox.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.OutcomeDigest;
import org.manyhands.sandbox.rewrite.ModuleLayout.Body;
import org.manyhands.sandbox.rewrite.ModuleLayout.Export;
import org.manyhands.sandbox.rewrite.ModuleLayout.Global;
import org.manyhands.sandbox.rewrite.ModuleLayout.Kind;
import org.manyhands.sandbox.rewrite.ModuleLayout.Range;
import org.manyhands.sandbox.rewrite.ModuleLayout.Section;

/** Writes the product, section by section. */
final class ModuleRewriter {
    /** Most elements of a table: {@code table.grow} fails at this or at the declared maximum, whichever is lower. */
    static final long TABLE_MAXIMUM = 1_000_000;

    /** Most pages of a memory, declared by every product so that it is bounded in any engine: all below 2 GiB. */
    static final long MEMORY_MAXIMUM = ProfileChecker.LARGEST_MEMORY_BYTES / SizeRules.PAGE_BYTES;

    private static final byte[] HEADER = {0, 'a', 's', 'm', 1, 0, 0, 0};

    private final ModuleLayout source;
    private final RewriteContext context;
    private final BinaryWriter out = new BinaryWriter().raw(HEADER);

    private ModuleRewriter(ModuleLayout source, Rewrites rewrites, Weights weights) {
        this.source = source;
        this.context = new RewriteContext(source, rewrites, weights);
    }

    /**
     * What comes out.
     *
     * @param paid what callers pay for each function that the source defines, 0 for those that pay for themselves
     */
    record Product(byte[] bytes, long[] paid) {}

    static byte[] rewrite(ModuleLayout source, Rewrites rewrites, Weights weights) {
        return product(source, rewrites, weights).bytes();
    }

    static Product product(ModuleLayout source, Rewrites rewrites, Weights weights) {
        ModuleRewriter rewriter = new ModuleRewriter(source, rewrites, weights);
        return new Product(rewriter.write(), rewriter.context.paid);
    }

    private byte[] write() {
        // Bodies first: they may add types.
        BinaryWriter code = code();
        BinaryWriter imports = imports();
        BinaryWriter functions = functions();
        out.section(ModuleLayout.TYPE, types());
        out.section(ModuleLayout.IMPORT, imports);
        out.section(ModuleLayout.FUNCTION, functions);
        if (!source.tables.isEmpty()) {
            out.section(ModuleLayout.TABLE, tables());
        }
        if (!source.memories.isEmpty()) {
            out.section(ModuleLayout.MEMORY, memories());
        }
        out.section(ModuleLayout.GLOBAL, globals());
        out.section(ModuleLayout.EXPORT, exports());
        if (source.start >= 0) {
            out.section(ModuleLayout.START, new BinaryWriter().u32(context.shifted(source.start)));
        }
        Section elements = source.section(ModuleLayout.ELEMENT);
        if (elements != null) {
            out.section(ModuleLayout.ELEMENT, ElementSection.rewrite(context, elements));
        }
        copySection(ModuleLayout.DATA_COUNT);
        out.section(ModuleLayout.CODE, code);
        copySection(ModuleLayout.DATA);
        BinaryWriter names = NameSection.rewrite(context);
        if (names != null) {
            out.section(ModuleLayout.CUSTOM, names);
        }
        out.section(
                ModuleLayout.CUSTOM,
                new MeterMark(
                                Instrumenter.REWRITE_VERSION,
                                context.weights.version(),
                                OutcomeDigest.sha256(source.bytes))
                        .write());
        return out.toByteArray();
    }

    private void copySection(int id) {
        @Nullable Section section = source.section(id);
        if (section != null) {
            out.section(id, new BinaryWriter().raw(source.bytes, section.start(), section.end()));
        }
    }

    private BinaryWriter types() {
        BinaryWriter section = new BinaryWriter().u32(context.types.size());
        context.types.forEach(type -> type.write(section));
        return section;
    }

    private BinaryWriter imports() {
        BinaryWriter section = new BinaryWriter().u32(source.imports.size() + RewriteContext.SHIFT);
        for (ModuleLayout.Import each : source.imports) {
            if (each.kind() != Kind.FUNCTION) {
                throw new MalformedModuleException(
                        each.offset(), "a " + each.kind().words() + " is imported");
            }
            section.name(each.module()).name(each.name()).u8(0).u32(each.type());
        }
        section.name(Meter.MODULE).name(Meter.SLICE).u8(0).u32(context.typeIndex(Meter.SLICE_TYPE));
        section.name(Meter.MODULE).name(Meter.STACK_EXHAUSTED).u8(0).u32(context.typeIndex(Meter.STACK_EXHAUSTED_TYPE));
        return section;
    }

    private BinaryWriter functions() {
        BinaryWriter section =
                new BinaryWriter().u32(source.functions.size() + OwnFunctions.COUNT + ExactNumerics.COUNT);
        source.functions.forEach(section::u32);
        OwnFunctions.writeTypes(section, context);
        ExactNumerics.writeTypes(section, context);
        return section;
    }

    private BinaryWriter tables() {
        BinaryWriter section = new BinaryWriter().u32(source.tables.size());
        for (Range table : source.tables) {
            long declared = table.maximum() < 0 ? TABLE_MAXIMUM : table.maximum();
            section.u8(Signature.code(table.elementType()));
            section.u8(1).u64(table.minimum()).u64(Math.min(declared, TABLE_MAXIMUM));
        }
        return section;
    }

    private BinaryWriter memories() {
        BinaryWriter section = new BinaryWriter().u32(source.memories.size());
        for (Range memory : source.memories) {
            long declared = memory.maximum() < 0 ? MEMORY_MAXIMUM : memory.maximum();
            section.u8(1).u64(memory.minimum()).u64(Math.min(declared, MEMORY_MAXIMUM));
        }
        return section;
    }

    private BinaryWriter globals() {
        BinaryWriter section = new BinaryWriter().u32(source.globals.size() + 2);
        for (Global global : source.globals) {
            section.raw(source.bytes, global.start(), global.expressionStart());
            BinaryReader in = new BinaryReader(source.bytes, global.expressionStart(), global.end());
            ConstantExpression.copy(in, section, context::shifted);
        }
        section.u8(Signature.code(Signature.I64))
                .u8(1)
                .u8(Opcodes.I64_CONST)
                .signed(0)
                .u8(Opcodes.END);
        section.u8(Signature.code(Signature.I32)).u8(1);
        section.u8(Opcodes.I32_CONST).signed(CallDepth.BUDGET).u8(Opcodes.END);
        return section;
    }

    private BinaryWriter exports() {
        BinaryWriter section = new BinaryWriter().u32(source.exports.size() + 1);
        for (Export export : source.exports) {
            int index = export.kind() == Kind.FUNCTION ? context.shifted(export.index()) : export.index();
            section.name(export.name()).u8(export.kind().code).u32(index);
        }
        return section.name(Meter.FUEL).u8(Kind.GLOBAL.code).u32(context.fuelGlobal);
    }

    private BinaryWriter code() {
        BinaryWriter section = new BinaryWriter().u32(source.bodies.size() + OwnFunctions.COUNT + ExactNumerics.COUNT);
        List<FunctionFacts> facts = new ArrayList<>();
        for (Body body : source.bodies) {
            facts.add(FunctionFacts.of(source, body, context.importedFunctions));
        }
        List<FunctionRewriter> functions = new ArrayList<>();
        for (int i = 0; i < source.bodies.size(); i++) {
            Signature signature = source.types.get(source.functions.get(i));
            functions.add(FunctionRewriter.read(context, signature, source.bodies.get(i), facts.get(i)));
        }
        CallGraph graph = CallGraph.of(source, facts);
        settleWhoPays(functions, facts, graph);
        int[] frames = functions.stream().mapToInt(FunctionRewriter::frame).toArray();
        boolean[] counted = CallDepth.counted(facts, frames, graph);
        for (int i = 0; i < counted.length; i++) {
            BinaryWriter body = functions.get(i).assemble(counted[i] && context.rewrites.depth());
            section.u32(body.size()).append(body);
        }
        OwnFunctions.writeBodies(section, context);
        ExactNumerics.writeBodies(section);
        return section;
    }

    /** Callers pay for functions that are called by name alone; callees are asked before their callers. */
    private void settleWhoPays(List<FunctionRewriter> functions, List<FunctionFacts> facts, CallGraph graph) {
        Set<Integer> byOtherWays = new TreeSet<>(source.referenced);
        facts.forEach(each -> byOtherWays.addAll(each.references()));
        source.exports.stream()
                .filter(export -> export.kind() == Kind.FUNCTION)
                .forEach(export -> byOtherWays.add(export.index()));
        byOtherWays.add(source.start);
        for (int function : graph.bottomUp()) {
            boolean byName = !graph.recursive(function) && !byOtherWays.contains(function + context.importedFunctions);
            FunctionRewriter rewriter = functions.get(function);
            context.paid[function] = rewriter.pay(byName, context.paid);
            context.quiet[function] = rewriter.owesNothing()
                    && facts.get(function).callees().stream().allMatch(callee -> context.quiet[callee]);
        }
    }
}
