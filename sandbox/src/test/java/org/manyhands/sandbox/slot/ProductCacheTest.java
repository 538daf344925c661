package org.manyhands.sandbox.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.cache.Installation;

class ProductCacheTest {
    private static final byte[] MODULE = {1, 2, 3};
    private static final byte[] PRODUCT = {4, 5};

    @TempDir
    private Path directory;

    private final AtomicInteger made = new AtomicInteger();

    private byte[] product(String build, byte[] module, String variant) throws ModuleRefusedException {
        return new ProductCache(directory.resolve("code"), Optional.of(build)).product(module, variant, () -> {
            made.incrementAndGet();
            return PRODUCT;
        });
    }

    @Test
    void productIsMadeOnceForAModuleAVariantAndABuild() throws Exception {
        assertThat(product("build", MODULE, "")).isEqualTo(PRODUCT);
        assertThat(product("build", MODULE, "")).isEqualTo(PRODUCT);
        assertThat(made).hasValue(1);
        product("build", MODULE, "1");
        product("other build", MODULE, "");
        product("build", new byte[] {3}, "");
        assertThat(made).hasValue(4);
    }

    @Test
    void refusedModuleIsCheckedAgain() {
        ProductCache cache = new ProductCache(directory.resolve("code"), Optional.of("build"));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> cache.product(MODULE, "", () -> {
                        made.incrementAndGet();
                        throw new ModuleRefusedException(List.of());
                    }))
                    .isInstanceOf(ModuleRefusedException.class);
        }
        assertThat(made).hasValue(2);
    }

    @Test
    void nothingIsKeptWhileTheSandboxItselfIsWorkedOn() throws Exception {
        assertThat(Installation.of(directory.toString())).isEmpty();
        assertThat(Installation.of(directory.resolve("missing.jar").toString())).isEmpty();
        ProductCache cache = new ProductCache(directory.resolve("code"), Optional.empty());
        cache.product(MODULE, "", () -> PRODUCT);
        assertThat(directory.resolve("code")).doesNotExist();
    }
}
