package org.manyhands.sandbox.rewrite;

import org.manyhands.sandbox.rewrite.ModuleLayout.Body;
import org.manyhands.sandbox.rewrite.ModuleLayout.Section;

/**
 * Adds counters to a product: for each function how often it was called and the fuel of its own instructions. What the
 * meter takes between two calls belongs to the function that runs, so fuel is read off before a call and at the end of
 * a function; the meter itself is left as it is, and a run uses the same fuel as without counters.
 *
 * <p>The globals that are added come last: the fuel of every function, the calls of every function, where the meter
 * stood when it was read last, and the function that runs.
 */
final class ProfilePass {
    private final ModuleLayout product;
    private final long[] paid;
    private final int imported;
    private final int functions;
    private final int firstOwn;
    private final int slice;
    private final int fuel;
    private final int counters;

    /**
     * A pass over one product.
     *
     * @param paid what callers pay for each function of the source, 0 for those that pay for themselves
     */
    ProfilePass(ModuleLayout product, long[] paid) {
        this.product = product;
        this.paid = paid;
        this.imported = product.importedFunctions();
        this.functions = imported + product.functions.size();
        this.firstOwn = imported + paid.length;
        this.slice = imported - RewriteContext.SHIFT;
        this.fuel = product.exports.stream()
                .filter(export -> export.name().equals(Meter.FUEL))
                .findFirst()
                .orElseThrow()
                .index();
        this.counters = product.globals.size();
    }

    byte[] write() {
        BinaryWriter out = new BinaryWriter().raw(product.bytes, 0, ModuleReader.HEADER_BYTES);
        for (Section section : product.sections) {
            switch (section.id()) {
                case ModuleLayout.GLOBAL -> out.section(section.id(), globals(section));
                case ModuleLayout.CODE -> out.section(section.id(), code());
                case ModuleLayout.CUSTOM -> {} // Nobody reads them here.
                default ->
                    out.section(section.id(), new BinaryWriter().raw(product.bytes, section.start(), section.end()));
            }
        }
        return out.toByteArray();
    }

    private BinaryWriter globals(Section section) {
        BinaryReader in = product.reader(section);
        BinaryWriter out = new BinaryWriter().u32(in.u32("number of globals") + 2 * functions + 2);
        out.raw(product.bytes, in.position(), section.end());
        for (int i = 0; i < 2 * functions + 2; i++) {
            out.u8(Signature.code(Signature.I64)).u8(1);
            out.u8(Opcodes.I64_CONST).signed(0).u8(Opcodes.END);
        }
        return out;
    }

    private BinaryWriter code() {
        BinaryWriter section = new BinaryWriter().u32(product.bodies.size());
        for (int i = 0; i < product.bodies.size(); i++) {
            BinaryWriter body = body(imported + i, product.bodies.get(i));
            section.u32(body.size()).append(body);
        }
        return section;
    }

    private BinaryWriter body(int function, Body body) {
        BinaryReader bytes = new BinaryReader(product.bytes, body.start(), body.end());
        Locals.skip(bytes);
        BinaryWriter out = new BinaryWriter().raw(product.bytes, body.start(), bytes.position());
        boolean own = function >= firstOwn;
        if (!own) {
            add(out, functions + function, 1);
            setCurrent(out, function);
        }
        InstructionReader in = new InstructionReader(bytes);
        int open = 1;
        boolean granted = false;
        while (!in.atEnd()) {
            in.next();
            open += Opcodes.opening(in.opcode);
            if (!own && (open == 0 || leaves(in, open))) {
                account(out, function);
            }
            boolean asks = in.opcode == Opcodes.CALL && in.index == slice;
            if (asks) {
                moveLast(out, Opcodes.I64_SUB);
            } else if (!own && (in.opcode == Opcodes.CALL || in.opcode == Opcodes.CALL_INDIRECT)) {
                beforeCall(out, function, in);
            }
            out.raw(product.bytes, in.start, in.end);
            if (granted && in.opcode == Opcodes.GLOBAL_SET && in.index == fuel) {
                moveLast(out, Opcodes.I64_ADD);
            } else if (!asks && !own && (in.opcode == Opcodes.CALL || in.opcode == Opcodes.CALL_INDIRECT)) {
                afterCall(out, function, in);
            }
            granted = asks;
        }
        return out;
    }

    /** True for an instruction that may end the function: none of these has anything of the meter after it. */
    private static boolean leaves(InstructionReader in, int open) {
        return switch (in.opcode) {
            case Opcodes.RETURN, Opcodes.BR_TABLE -> true;
            case Opcodes.BR, Opcodes.BR_IF -> in.index == open - 1;
            default -> false;
        };
    }

    private void beforeCall(BinaryWriter out, int function, InstructionReader in) {
        if (in.opcode == Opcodes.CALL && in.index >= firstOwn) {
            return;
        }
        account(out, function);
        if (in.opcode == Opcodes.CALL && in.index < imported) {
            add(out, functions + in.index, 1);
            setCurrent(out, in.index);
        } else if (in.opcode == Opcodes.CALL && paid[in.index - imported] != 0) {
            add(out, in.index, paid[in.index - imported]);
            add(out, function, -paid[in.index - imported]);
        }
    }

    private void afterCall(BinaryWriter out, int function, InstructionReader in) {
        if (in.opcode == Opcodes.CALL && in.index >= firstOwn) {
            return;
        }
        if (in.opcode == Opcodes.CALL && in.index < imported) {
            account(out, in.index);
        }
        setCurrent(out, function);
    }

    /** Gives a function what the meter has taken since it was read last. */
    private void account(BinaryWriter out, int function) {
        int counter = counters + function;
        out.u8(Opcodes.GLOBAL_GET).u32(counter);
        out.u8(Opcodes.GLOBAL_GET).u32(last()).u8(Opcodes.I64_ADD);
        out.u8(Opcodes.GLOBAL_GET).u32(fuel).u8(Opcodes.I64_SUB);
        out.u8(Opcodes.GLOBAL_SET).u32(counter);
        out.u8(Opcodes.GLOBAL_GET).u32(fuel);
        out.u8(Opcodes.GLOBAL_SET).u32(last());
    }

    /** Before and after the meter is filled: takes where it stands out of what was read last, and puts it in again. */
    private void moveLast(BinaryWriter out, int operation) {
        out.u8(Opcodes.GLOBAL_GET).u32(last());
        out.u8(Opcodes.GLOBAL_GET).u32(fuel).u8(operation);
        out.u8(Opcodes.GLOBAL_SET).u32(last());
    }

    private void add(BinaryWriter out, int counter, long amount) {
        out.u8(Opcodes.GLOBAL_GET).u32(counters + counter);
        out.u8(Opcodes.I64_CONST).signed(amount).u8(Opcodes.I64_ADD);
        out.u8(Opcodes.GLOBAL_SET).u32(counters + counter);
    }

    private void setCurrent(BinaryWriter out, int function) {
        out.u8(Opcodes.I64_CONST).signed(function);
        out.u8(Opcodes.GLOBAL_SET).u32(last() + 1);
    }

    private int last() {
        return counters + 2 * functions;
    }
}
