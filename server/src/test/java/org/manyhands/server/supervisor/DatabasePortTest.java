package org.manyhands.server.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.db.config.ProjectDirectory;
import org.manyhands.db.transaction.EmbeddedH2;

class DatabasePortTest {
    @TempDir
    private Path folder;

    @Test
    void the_port_stays_from_one_start_to_the_next_unless_somebody_else_has_it() throws Exception {
        ProjectDirectory directory = new ProjectDirectory(folder).create();

        int first = DatabasePort.of(directory);

        assertThat(DatabasePort.of(directory)).isEqualTo(first);
        assertThat(Files.readString(directory.databaseUrl()).strip()).isEqualTo(EmbeddedH2.address(first));
        try (ServerSocket taken = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
            assertThat(DatabasePort.of(directory)).isNotEqualTo(taken.getLocalPort());
        }
    }
}
