package org.manyhands.sandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wabt.Wat2Wasm;
import org.junit.jupiter.api.Test;
import run.endive.runtime.Instance;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;

class CompiledModuleTest {
    private static final WasmModule MODULE = Parser.parse(Wat2Wasm.parse("""
            (module (memory 1 2) (global $n (mut i32) (i32.const 10))
              (func (export "next") (result i32)
                (global.set $n (i32.add (global.get $n) (i32.const 1)))
                (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 100)))
                (i32.add (global.get $n) (i32.load (i32.const 0)))))
            """));

    private final CompiledModule compiled =
            new CompiledModule(GuestCompiler.classes(MODULE), GuestCompiler.globals(MODULE));

    private static Instance instance(Execution execution) {
        Instance.Builder builder = Instance.builder(MODULE).withMemoryFactory(limits -> {
            FlatMemory memory = new FlatMemory(1, 2);
            execution.memory(memory);
            return memory;
        });
        execution.prepare(builder);
        return builder.build();
    }

    @Test
    void instancesAtTheSameTimeHaveStateOfTheirOwn() {
        try (Execution one = compiled.begin();
                Execution other = compiled.begin()) {
            Instance first = instance(one);
            Instance second = instance(other);
            assertThat(first.export("next").apply()).containsExactly(111);
            assertThat(first.export("next").apply()).containsExactly(212);
            assertThat(second.export("next").apply()).containsExactly(111);
            assertThat(first.export("next").apply()).containsExactly(313);
        }
    }

    @Test
    void laterInstanceUsesTheSameClassesAndFindsNothingOfTheOneBefore() {
        Class<?> machine;
        try (Execution execution = compiled.begin()) {
            Instance instance = instance(execution);
            machine = instance.getMachine().getClass();
            assertThat(instance.export("next").apply()).containsExactly(111);
        }
        try (Execution execution = compiled.begin()) {
            Instance instance = instance(execution);
            assertThat(instance.getMachine().getClass()).isSameAs(machine);
            assertThat(instance.export("next").apply()).containsExactly(111);
        }
    }

    @Test
    void executionThatIsClosedTwiceGivesItsClassesBackOnce() {
        Execution twice = compiled.begin();
        twice.close();
        twice.close();
        try (Execution one = compiled.begin();
                Execution other = compiled.begin()) {
            assertThat(instance(one).getMachine().getClass())
                    .isNotSameAs(instance(other).getMachine().getClass());
        }
    }
}
