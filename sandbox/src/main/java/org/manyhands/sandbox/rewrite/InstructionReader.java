package org.manyhands.sandbox.rewrite;

/**
 * Reads one instruction after the other (specification, section 5.4). The fields describe the instruction that
 * {@link #next} read last; those that an instruction lacks keep their old values and must not be read.
 */
final class InstructionReader {
    private static final int[] NO_LABELS = {};

    private final BinaryReader in;

    /** Number of the instruction; with prefix 0xfc, {@code 0xfc00} and more. */
    int opcode;
    /** Offset of its first byte in the module. */
    int start;
    /** Offset of the byte after it. */
    int end;
    /** Its only or first index: of a label, local, global, function, type, table or segment. */
    int index;
    /** Its second index: the table of {@code call_indirect} and {@code table.init}, the source of {@code table.copy}. */
    int second;
    /** Type of a block: below zero a value type or none, else the index of a function type. */
    long blockType;
    /** Labels of a {@code br_table}, the default one last. */
    int[] labels = NO_LABELS;
    /** Value of an {@code i32.const}. */
    int constant;
    /** Static offset of a load or store. */
    long memoryOffset;
    /** Type of {@code ref.null} and of {@code select} with a type. */
    char type;

    InstructionReader(BinaryReader in) {
        this.in = in;
    }

    boolean atEnd() {
        return in.atEnd();
    }

    /**
     * Reads the next instruction.
     *
     * @throws MalformedModuleException when there is none
     * @throws RefusedFeatureException when it is one that the profile forbids
     */
    void next() {
        start = in.position();
        opcode = in.u8("instruction");
        if (opcode == Opcodes.PREFIX) {
            readPrefixed();
        } else {
            readPlain();
        }
        end = in.position();
    }

    private void readPlain() {
        switch (opcode) {
            case Opcodes.BLOCK, Opcodes.LOOP, Opcodes.IF -> readBlockType();
            case Opcodes.BR,
                    Opcodes.BR_IF,
                    Opcodes.CALL,
                    Opcodes.LOCAL_GET,
                    Opcodes.LOCAL_SET,
                    Opcodes.LOCAL_TEE,
                    Opcodes.GLOBAL_GET,
                    Opcodes.GLOBAL_SET,
                    Opcodes.TABLE_GET,
                    Opcodes.TABLE_SET,
                    Opcodes.REF_FUNC -> index = in.u32("index");
            case Opcodes.CALL_INDIRECT -> {
                index = in.u32("type index");
                second = in.u32("table index");
            }
            case Opcodes.BR_TABLE -> readLabels();
            case Opcodes.SELECT_TYPED -> {
                String types = Signature.readTypes(in);
                if (types.length() != 1) {
                    throw new MalformedModuleException(start, "select of " + types.length() + " types");
                }
                type = types.charAt(0);
            }
            case Opcodes.MEMORY_SIZE, Opcodes.MEMORY_GROW -> readMemoryIndex();
            case Opcodes.I32_CONST -> constant = (int) in.s32("constant");
            case Opcodes.I64_CONST -> in.s64("constant");
            case Opcodes.F32_CONST -> in.skip(4, "constant");
            case Opcodes.F64_CONST -> in.skip(8, "constant");
            case Opcodes.REF_NULL -> type = Signature.readType(in);
            case Opcodes.UNREACHABLE,
                    Opcodes.NOP,
                    Opcodes.ELSE,
                    Opcodes.END,
                    Opcodes.RETURN,
                    Opcodes.DROP,
                    Opcodes.SELECT,
                    Opcodes.REF_IS_NULL -> {}
            default -> readByRange();
        }
    }

    private void readByRange() {
        if (opcode >= Opcodes.FIRST_LOAD && opcode <= Opcodes.LAST_STORE) {
            if ((in.u32("alignment") & 0x40) != 0) {
                throw refused(Feature.MULTIPLE_MEMORIES);
            }
            memoryOffset = in.u64("offset");
        } else if (opcode > Opcodes.LAST_STORE && opcode <= Opcodes.LAST_PLAIN) {
            return;
        } else {
            throw refused(
                    switch (opcode) {
                        case 0x06, 0x07, 0x08, 0x09, 0x0a, 0x18, 0x19, 0x1f -> Feature.EXCEPTIONS;
                        case 0x12, 0x13, 0x15 -> Feature.TAIL_CALLS;
                        case 0x14, 0xd3, 0xd4, 0xd5, 0xd6, 0xfb -> Feature.GC;
                        case 0xfd -> vectorFeature();
                        case 0xfe -> Feature.THREADS;
                        default -> Feature.UNKNOWN;
                    });
        }
    }

    private Feature vectorFeature() {
        int operation = in.u32("vector instruction");
        return operation >= 0x100 ? Feature.RELAXED_SIMD : Feature.SIMD;
    }

    private void readPrefixed() {
        int operation = in.u32("instruction");
        opcode = Opcodes.FIRST_SATURATING + operation;
        if (operation > Opcodes.TABLE_FILL - Opcodes.FIRST_SATURATING) {
            throw refused(Feature.UNKNOWN);
        }
        switch (opcode) {
            case Opcodes.MEMORY_INIT -> {
                index = in.u32("data segment");
                readMemoryIndex();
            }
            case Opcodes.MEMORY_COPY -> {
                readMemoryIndex();
                readMemoryIndex();
            }
            case Opcodes.MEMORY_FILL -> readMemoryIndex();
            case Opcodes.TABLE_INIT, Opcodes.TABLE_COPY -> {
                index = in.u32("index");
                second = in.u32("index");
            }
            case Opcodes.DATA_DROP, Opcodes.ELEM_DROP, Opcodes.TABLE_GROW, Opcodes.TABLE_SIZE, Opcodes.TABLE_FILL ->
                index = in.u32("index");
            default -> {}
        }
    }

    private void readMemoryIndex() {
        if (in.u32("memory index") != 0) {
            throw refused(Feature.MULTIPLE_MEMORIES);
        }
    }

    private void readBlockType() {
        int next = in.peek();
        if (next >= 0x40 && next < 0x80) {
            // One byte: no result, or the one value type; reading it as a type refuses those of other proposals.
            if (next == 0x40) {
                in.u8("block type");
            } else {
                Signature.readType(in);
            }
            blockType = next - 0x80L;
            return;
        }
        blockType = in.s33("block type");
        if (blockType < 0) {
            throw new MalformedModuleException(start, blockType + " is no block type");
        }
    }

    private void readLabels() {
        int count = in.u32("number of labels");
        if (count > in.end() - in.position()) {
            throw new MalformedModuleException(start, "truncated: " + count + " labels expected");
        }
        labels = new int[count + 1];
        for (int i = 0; i <= count; i++) {
            labels[i] = in.u32("label");
        }
    }

    private RefusedFeatureException refused(Feature feature) {
        String code =
                opcode >= 0x100 ? "0xfc " + (opcode - Opcodes.FIRST_SATURATING) : "0x" + Integer.toHexString(opcode);
        return new RefusedFeatureException(feature, start, "instruction " + code);
    }
}
