package org.manyhands.server.supervisor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.config.ProjectConfig;
import org.manyhands.protocol.config.ConfigException;

/** The configuration that a new project starts with: the administrator's own, or one in which every key is explained. */
final class FirstConfig {
    private FirstConfig() {}

    static void write(Path target, @Nullable Path own) throws IOException, ConfigException {
        if (own != null) {
            if (!Files.isRegularFile(own)) {
                throw new ConfigException(own + ": there is no such file");
            }
            // A mistake is told before anything is made of it.
            ProjectConfig.read(own);
            Files.copy(own, target);
            return;
        }
        try (InputStream template = Objects.requireNonNull(FirstConfig.class.getResourceAsStream("manyhands.yaml"))) {
            Files.copy(template, target);
        }
    }
}
