package org.manyhands.sandbox.engine.post;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.sandbox.engine.Guests;

/** Transformed code reads and writes the same memory as the plain code, and traps at the same addresses. */
class MemoryLocalsTest {
    private static final long PAGE = 65_536;
    private static final long[] ADDRESSES = {
        0,
        1,
        100,
        PAGE - 9,
        PAGE - 8,
        PAGE - 7,
        PAGE - 4,
        PAGE - 3,
        PAGE - 2,
        PAGE - 1,
        PAGE,
        PAGE + 1,
        0x7FFF_FFFFL,
        0x8000_0000L,
        0xFFFF_FFF0L,
        0xFFFF_FFFCL,
        0xFFFF_FFFFL
    };

    @ParameterizedTest
    @CsvSource({
        "i32, load, store", "i32, load8_s, store8", "i32, load8_u, store8", "i32, load16_s, store16",
        "i32, load16_u, store16", "i64, load, store", "i64, load8_s, store8", "i64, load8_u, store8",
        "i64, load16_s, store16", "i64, load16_u, store16", "i64, load32_s, store32", "i64, load32_u, store32",
        "f32, load, store", "f64, load, store"
    })
    void addressesAtTheEdges(String type, String load, String store) {
        for (String offset :
                new String[] {"0", "4", "15", "65535", "65536", "2147483646", "2147483647", "4294967295"}) {
            try (Guests guests = Guests.compiled("""
                    (memory 1 3)
                    (func (export "get") (param i32) (result %1$s) (%1$s.%2$s offset=%4$s (local.get 0)))
                    (func (export "set") (param i32 %1$s) (%1$s.%3$s offset=%4$s (local.get 0) (local.get 1)))
                    """.formatted(type, load, store, offset))) {
                for (long address : ADDRESSES) {
                    guests.call("set", address, 0x4048_F5C3_8182_C384L >> (type.endsWith("32") ? 32 : 0));
                    guests.call("get", address);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void memoryThatGrewIsSeenAtOnceWhereverItGrew(boolean spareRoom) {
        String definitions = """
                (memory 1 20)
                (table 2 funcref)
                (elem (i32.const 0) $more $none)
                (type $grow (func (result i32)))
                (func $more (type $grow) (memory.grow (i32.const 1)))
                (func $none (type $grow) (i32.const -2))
                (func $deep (result i32) (call $more))
                (func $last (result i32)
                  (i32.sub (i32.mul (memory.size) (i32.const 65536)) (i32.const 4)))
                (func $touch (param i32) (result i32)
                  (i32.store (local.get 0) (i32.add (i32.load (local.get 0)) (local.get 0)))
                  (i32.load (local.get 0)))
                (func (export "itself") (result i32)
                  (i32.store (i32.const 8) (i32.const 7))
                  (drop (memory.grow (i32.const 1)))
                  (i32.store (call $last) (i32.load (i32.const 8)))
                  (i32.load (call $last)))
                (func (export "called") (result i32)
                  (i32.store (i32.const 8) (i32.const 9))
                  (drop (call $deep))
                  (i32.store (call $last) (i32.load (i32.const 8)))
                  (call $touch (call $last)))
                (func (export "indirect") (param i32) (result i32)
                  (i32.store (i32.const 8) (i32.const 11))
                  (drop (call_indirect (type $grow) (local.get 0)))
                  (i32.store (call $last) (i32.load (i32.const 8)))
                  (call $touch (call $last)))
                (func (export "beyond") (result i32) (i32.load offset=4 (call $last)))
                (func (export "first") (result i32) (i32.load offset=65532 (i32.const 4)))
                """;
        try (Guests guests = spareRoom ? Guests.withSpareRoom(definitions) : new Guests(definitions)) {
            for (int i = 0; i < 12_000; i++) {
                assertThat(guests.call("first")).isEqualTo("MEMORY_OUT_OF_BOUNDS");
            }
            for (int i = 0; i < 3; i++) {
                guests.call("itself");
                guests.call("called");
                guests.call("indirect", 0);
                guests.call("indirect", 1);
                assertThat(guests.call("beyond")).isEqualTo("MEMORY_OUT_OF_BOUNDS");
            }
        }
    }

    @Test
    void memoryThatIsEmptyHasNoAddress() {
        try (Guests guests = new Guests("""
                (memory 0 1)
                (func (export "get") (param i32) (result i64) (i64.load (local.get 0)))
                (func (export "byte") (param i32) (result i32) (i32.load8_u offset=1 (local.get 0)))
                """)) {
            for (long address : ADDRESSES) {
                assertThat(guests.call("get", address)).isEqualTo("MEMORY_OUT_OF_BOUNDS");
                assertThat(guests.call("byte", address)).isEqualTo("MEMORY_OUT_OF_BOUNDS");
            }
        }
    }
}
