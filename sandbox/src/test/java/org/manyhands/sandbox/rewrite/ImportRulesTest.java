package org.manyhands.sandbox.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.manyhands.sandbox.rewrite.TestModules.START;
import static org.manyhands.sandbox.rewrite.TestModules.check;
import static org.manyhands.sandbox.rewrite.TestModules.only;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.sandbox.ModuleReport.Violation;

/** What a module may import. */
class ImportRulesTest {
    @Test
    void importsThatAreNotProvidedAreRefusedByName() {
        Violation unknown = only(check("(import \"env\" \"pow2\" (func)) " + START));
        assertThat(unknown.rule()).isEqualTo("imports");
        assertThat(unknown.place()).contains("env.pow2").contains("byte");
        assertThat(unknown.remedy()).contains("Link the library");
        assertThat(only(check("(import \"wasi:io/streams\" \"read\" (func)) " + START))
                        .remedy())
                .contains("wasip1 rather than wasm32-wasip2");
        assertThat(only(check("(import \"wasi_unstable\" \"fd_write\" (func)) " + START))
                        .remedy())
                .contains("before preview 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sock_open", "sock_connect", "sock_bind", "sock_listen"})
    void openingASocketIsRefusedInWords(String function) {
        Violation violation = only(check("(import \"wasi_snapshot_preview1\" \"" + function + "\" (func)) " + START));
        assertThat(violation.rule()).isEqualTo("imports");
        assertThat(violation.remedy()).contains("Programs have no network");
    }

    @Test
    void networkFunctionsOfTheCLibraryAreRefusedInWordsToo() {
        assertThat(only(check("(import \"env\" \"connect\" (func)) " + START)).remedy())
                .contains("Programs have no network");
    }

    @Test
    void socketFunctionsThatToolchainsImportByHabitAreAllowed() {
        assertThat(check("(import \"wasi_snapshot_preview1\" \"sock_accept\" (func (param i32 i32 i32) (result i32))) "
                                + START)
                        .accepted())
                .isTrue();
    }

    @Test
    void importWithAnotherTypeIsRefused() {
        Violation violation =
                only(check("(import \"wasi_snapshot_preview1\" \"fd_close\" (func (param i64))) " + START));
        assertThat(violation.rule()).isEqualTo("imports");
        assertThat(violation.place()).contains("(i64) -> ()").contains("(i32) -> (i32)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            (import "env" "m" (memory 1))         | memory | --import-memory
            (import "env" "t" (table 1 funcref))  | table  | --import-table
            (import "env" "g" (global i32))       | global | dynamic linking
            """)
    void onlyFunctionsAreImported(String field, String kind, String remedy) {
        Violation violation = only(check(field + START));
        assertThat(violation.rule()).isEqualTo("imports");
        assertThat(violation.place()).contains(kind);
        assertThat(violation.remedy()).contains(remedy);
    }

    @ParameterizedTest
    @CsvSource({
        "wasi:sockets/tcp, connect, Programs have no network",
        "wasi:http/types, send, Programs have no network",
        "somewhere, sock_open, Programs have no network",
        "somewhere, connect, Only functions of wasi_snapshot_preview1",
        "wasi, thread-spawn, pthread",
        "wasi, spawn, Only functions of wasi_snapshot_preview1",
        "wbg, __wbindgen_throw, wasm-bindgen",
        "__wbindgen_placeholder__, describe, wasm-bindgen",
        "wasi_snapshot_preview1, fd_fly, Only functions of wasi_snapshot_preview1",
        "env, thread_spawn, Link the library that defines thread_spawn",
    })
    void remedyIsThatOfTheToolchainThatWritesSuchImports(String module, String name, String remedy) {
        Violation violation = only(check("(import \"" + module + "\" \"" + name + "\" (func)) " + START));
        assertThat(violation.place()).isEqualTo("import " + module + "." + name + " at byte 17 is not provided");
        assertThat(violation.remedy()).contains(remedy);
    }

    @Test
    void allFortySixFunctionsAreKnown() {
        assertThat(Preview1.size()).isEqualTo(46);
    }
}
