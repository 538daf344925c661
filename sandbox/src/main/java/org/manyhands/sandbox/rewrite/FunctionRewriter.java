package org.manyhands.sandbox.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites one function so that it pays for itself: finds the segments of instructions that always run together,
 * charges each where it begins, checks the meter at every loop header, charges bulk operations by their length, hides
 * the bits of NaNs, and leaves out code that cannot be reached. The source must be valid.
 */
final class FunctionRewriter {
    private static final Signature NOTHING = new Signature("", "");

    private final RewriteContext context;
    private final Signature signature;
    private final Locals locals;
    private final InstructionReader in;
    private final ModuleLayout.Body body;
    private final FunctionFacts facts;
    private final MeteredCode code;
    private final OperandStack operands = new OperandStack();
    private final OperandEffects effects;
    private final ConstructWriter constructs;
    private final NarrowStores narrowStores;
    private final List<ControlFrame> frames = new ArrayList<>();
    private final Segment entry = new Segment();
    private Segment segment = entry;
    /** Locals that counted loops share, since none stands in another; -1 until there is one. */
    private int turnsLocal = -1;

    private int stopLocal = -1;
    /** False after a branch that is always taken, until the construct it stands in ends. */
    private boolean reachable = true;
    /** Constructs opened since the code became unreachable. */
    private int nested;

    private FunctionRewriter(
            RewriteContext context, Signature signature, ModuleLayout.Body body, FunctionFacts facts, NanBits nanBits) {
        this.context = context;
        this.signature = signature;
        BinaryReader bytes = new BinaryReader(context.source.bytes, body.start(), body.end());
        this.locals = Locals.read(signature, bytes);
        this.in = new InstructionReader(bytes);
        this.entry.add(context.weights.entry(locals.declared()));
        this.body = body;
        this.facts = facts;
        this.code = new MeteredCode(context, entry);
        this.effects = new OperandEffects(context, locals, nanBits, operands);
        this.constructs = new ConstructWriter(context, code, operands, locals);
        this.narrowStores = new NarrowStores(locals);
    }

    /** Reads a function of the source to its end; what is left to do is {@link #assemble}. */
    static FunctionRewriter read(
            RewriteContext context, Signature signature, ModuleLayout.Body body, FunctionFacts facts) {
        NanBits nanBits = new NanBits(signature.parameters());
        FunctionRewriter function;
        do {
            nanBits.begin();
            function = new FunctionRewriter(context, signature, body, facts, nanBits);
            function.read();
        } while (nanBits.again(function.locals.count()));
        return function;
    }

    /** Imagined bytes of its frame, as {@link CallDepth} counts them, our own locals included. */
    int frame() {
        return CallDepth.frame(locals.count() + CallDepth.OWN_SLOTS, operands.highest());
    }

    /** Most places that operands take at once, as {@link Signature#places} counts them. */
    int operandPlaces() {
        return operands.mostPlaces();
    }

    /** Settles who pays, as {@link MeteredCode#pay} does. */
    long pay(boolean onlyByName, long[] paid) {
        return code.pay(onlyByName, paid);
    }

    /** Whether it owes nothing while it runs, apart from what functions do that it calls; known once it was asked to pay. */
    boolean owesNothing() {
        return code.oneSegment() && facts.indirectTypes().isEmpty();
    }

    /** The product's body, without its size. */
    BinaryWriter assemble(boolean counted) {
        return code.assemble(locals, signature.results(), facts.calls(), frame(), counted);
    }

    private void read() {
        frames.add(new ControlFrame(Opcodes.BLOCK, new Signature("", signature.results()), 0, segment, 0));
        while (!frames.isEmpty()) {
            in.next();
            if (reachable) {
                if (segment.most() > MeteredCode.MOST_OWED) {
                    // Not to be paid in one sum: the meter would not be looked at for long.
                    beginSegment();
                }
                segment.add(context.weights.cost(in.opcode));
                step();
            } else {
                skip();
            }
        }
    }

    private void step() {
        switch (in.opcode) {
            case Opcodes.BLOCK, Opcodes.LOOP, Opcodes.IF -> open();
            case Opcodes.ELSE -> beginElse();
            case Opcodes.END -> close();
            case Opcodes.BR -> {
                branch(Opcodes.BR, in.index);
                reachable = false;
            }
            case Opcodes.BR_IF -> {
                operands.pop();
                writeStripsBound();
                branch(Opcodes.BR_IF, in.index);
                beginSegment();
            }
            case Opcodes.BR_TABLE -> {
                operands.pop();
                branchByTable();
                reachable = false;
            }
            case Opcodes.RETURN -> {
                // A branch to the body's end, where the frame is given back.
                branch(Opcodes.BR, frames.size() - 1);
                reachable = false;
            }
            case Opcodes.UNREACHABLE -> {
                code.settle();
                copy();
                reachable = false;
            }
            default -> straight();
        }
    }

    private void straight() {
        switch (in.opcode) {
            case Opcodes.CALL -> {
                if (in.index < context.importedFunctions) {
                    code.settle();
                } else {
                    segment.call(in.index - context.importedFunctions);
                }
                code.bytes().u8(Opcodes.CALL).u32(context.shifted(in.index));
                effects.call(context.signatures.get(in.index));
            }
            case Opcodes.CALL_INDIRECT -> {
                copy();
                operands.pop();
                effects.call(context.source.types.get(in.index));
            }
            case Opcodes.REF_FUNC -> {
                code.bytes().u8(Opcodes.REF_FUNC).u32(context.shifted(in.index));
                effects.apply(in);
            }
            default -> {
                chargeByLength();
                effects.hideNan(in, code.bytes());
                if (!ExactNumerics.write(in.opcode, code.bytes(), context) && !writeStripsBound()) {
                    narrowStores.writeCheck(in, code.bytes());
                    copy();
                }
                effects.apply(in);
            }
        }
    }

    /** The length of a bulk operation is its last operand; our function takes it, charges it and gives it back. */
    private void chargeByLength() {
        int function = switch (in.opcode) {
            case Opcodes.MEMORY_INIT, Opcodes.MEMORY_COPY, Opcodes.MEMORY_FILL -> context.chargeBytes;
            case Opcodes.TABLE_INIT, Opcodes.TABLE_COPY, Opcodes.TABLE_FILL, Opcodes.TABLE_GROW ->
                context.chargeElements;
            case Opcodes.MEMORY_GROW -> context.chargePages;
            default -> -1;
        };
        if (function >= 0 && context.rewrites.metering()) {
            code.bytes().u8(Opcodes.CALL).u32(function);
        }
    }

    private void copy() {
        code.bytes().raw(context.source.bytes, in.start, in.end);
    }

    private void open() {
        if (in.opcode == Opcodes.IF) {
            operands.pop();
        }
        Signature type = context.blockSignature(in.blockType);
        int height = operands.height() - type.parameters().length();
        int start = in.start - body.start();
        boolean loop = facts.loops().get(start);
        boolean around = facts.aroundLoops().get(start);
        int kind = in.opcode == Opcodes.LOOP && !loop ? Opcodes.BLOCK : in.opcode;
        ControlFrame frame = new ControlFrame(kind, type, height, segment, frames.size());
        if (loop && !around && type.equals(NOTHING) && context.rewrites.metering()) {
            frame.counter = counter();
        }
        constructs.open(frame, frames.get(frames.size() - 1).height, loop || around, loop && !around);
        frames.add(frame);
        if (kind == Opcodes.LOOP) {
            segment = frame.turn;
            constructs.enterLoop(frame);
            // A later turn may bring what the first one did not.
            operands.cut(height);
            operands.push(type.parameters());
        } else {
            if (kind == Opcodes.IF) {
                beginSegment();
            }
            constructs.enter(frame);
        }
    }

    /** What pays for the turns of the loop that was just met, if they can be counted. */
    private @Nullable TurnCounter counter() {
        CountedLoop counted = CountedLoop.find(new BinaryReader(context.source.bytes, in.end, body.end()));
        if (counted == null) {
            return null;
        }
        if (turnsLocal < 0) {
            turnsLocal = locals.add(Signature.I32);
            stopLocal = locals.add(Signature.I32);
        }
        return new TurnCounter(context.source.bytes, counted, turnsLocal, stopLocal);
    }

    /** Compares with a strip's bound instead of the loop's; says whether it wrote the instruction. */
    private boolean writeStripsBound() {
        TurnCounter counter = frames.get(frames.size() - 1).counter;
        if (counter == null) {
            return false;
        }
        CountedLoop.Place bound = counter.loop().bound();
        boolean compares = in.start == counter.loop().compareStart();
        if (bound == null ? compares : in.start == bound.start()) {
            counter.writeStop(code.bytes());
        }
        if (compares) {
            code.bytes().u8(Opcodes.I32_NE);
        }
        return bound != null && (compares || in.start == bound.start());
    }

    private void beginElse() {
        ControlFrame frame = frames.get(frames.size() - 1);
        frame.hasElse = true;
        frame.joined |= reachable;
        reachable = true;
        constructs.beginElse(frame);
        operands.cut(frame.height);
        operands.push(frame.type.parameters());
        beginSegment();
    }

    private void close() {
        ControlFrame frame = frames.remove(frames.size() - 1);
        if (frames.isEmpty()) {
            return;
        }
        constructs.close(frame, reachable);
        ControlFrame parent = frames.get(frames.size() - 1);
        parent.outermostTarget = Math.min(parent.outermostTarget, frame.outermostTarget);
        operands.cut(frame.height);
        operands.push(frame.type.results());
        boolean falseCondition = frame.kind == Opcodes.IF && !frame.hasElse;
        reachable |= frame.joined || falseCondition;
        if (!reachable) {
            // A validator takes what follows an end for reachable, and would miss what is left out.
            code.bytes().u8(Opcodes.UNREACHABLE);
            constructs.forget(frame);
            return;
        }
        constructs.restore(frame);
        if (!frame.escapes()) {
            // Every path through the construct comes out here: what follows runs whenever what preceded it did.
            segment = frame.outer;
        } else if (frame.joined || falseCondition || frame.kind == Opcodes.IF) {
            beginSegment();
        }
    }

    private void branch(int opcode, int label) {
        code.bytes().u8(opcode).u32(constructs.label(target(label)));
    }

    private void branchByTable() {
        code.bytes().u8(Opcodes.BR_TABLE).u32(in.labels.length - 1);
        for (int label : in.labels) {
            code.bytes().u32(constructs.label(target(label)));
        }
    }

    private ControlFrame target(int label) {
        ControlFrame inner = frames.get(frames.size() - 1);
        ControlFrame target = frames.get(frames.size() - 1 - label);
        inner.outermostTarget = Math.min(inner.outermostTarget, target.index);
        if (target.kind != Opcodes.LOOP) {
            target.joined = true;
        }
        return target;
    }

    private void beginSegment() {
        segment = new Segment();
        code.charge(segment);
    }

    /** Leaves out an instruction that cannot be reached, up to the end or else of the construct it stands in. */
    private void skip() {
        switch (in.opcode) {
            case Opcodes.BLOCK, Opcodes.LOOP, Opcodes.IF -> nested++;
            case Opcodes.ELSE -> {
                if (nested == 0) {
                    beginElse();
                }
            }
            case Opcodes.END -> {
                if (nested == 0) {
                    close();
                } else {
                    nested--;
                }
            }
            default -> {}
        }
    }
}
