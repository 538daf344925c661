package org.manyhands.sandbox.rewrite;

/**
 * Stores of a byte, or of half an i64, at a static offset. The runtime's interpreter lets address and offset wrap around at 2^32 and
 * writes at the beginning of memory, where a trap is due; its loads do not. So products load from there first. A
 * compiler keeps one check of bounds for both.
 */
final class NarrowStores {
    private final Locals locals;
    private int address = -1;
    private int narrow = -1;
    private int wide = -1;

    NarrowStores(Locals locals) {
        this.locals = locals;
    }

    /** Writes what has to come before a store, whose address and value are the last operands. */
    void writeCheck(InstructionReader in, BinaryWriter out) {
        int load = switch (in.opcode) {
            case Opcodes.I32_STORE8, Opcodes.I64_STORE8 -> Opcodes.I32_LOAD8_U;
            case Opcodes.I64_STORE32 -> Opcodes.I32_LOAD;
            default -> -1;
        };
        if (load < 0 || in.memoryOffset == 0) {
            return;
        }
        int value = value(in.opcode);
        out.u8(Opcodes.LOCAL_SET).u32(value).u8(Opcodes.LOCAL_TEE).u32(address());
        out.u8(load).u32(0).u64(in.memoryOffset).u8(Opcodes.DROP);
        out.u8(Opcodes.LOCAL_GET).u32(address()).u8(Opcodes.LOCAL_GET).u32(value);
    }

    private int address() {
        if (address < 0) {
            address = locals.add(Signature.I32);
        }
        return address;
    }

    private int value(int opcode) {
        if (opcode == Opcodes.I32_STORE8) {
            narrow = narrow < 0 ? locals.add(Signature.I32) : narrow;
            return narrow;
        }
        wide = wide < 0 ? locals.add(Signature.I64) : wide;
        return wide;
    }
}
