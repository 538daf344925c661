package org.manyhands.server.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.db.config.ProjectDirectory;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.protocol.crypto.Certificate;
import org.manyhands.protocol.crypto.KeyPurpose;
import org.manyhands.protocol.crypto.SignatureException;
import org.manyhands.protocol.crypto.Signed;
import org.manyhands.protocol.crypto.SigningKey;
import org.manyhands.protocol.crypto.VerifyingKey;

class ProjectKeysTest {
    @RegisterExtension
    final TestDatabase database = TestDatabase.h2();

    @TempDir
    Path folder;

    @Test
    void aFirstStartMakesKeysThatOnlyTheOwnerReads() throws Exception {
        ProjectKeys keys = open();

        assertThat(keys.problem()).isEmpty();
        assertThat(keys.mayAssign()).isTrue();
        assertThat(key(keys, 0, KeyPurpose.APPLICATION)).isNotEqualTo(key(keys, 1, KeyPurpose.ASSIGNMENT));
        for (String name : List.of("root.key", "application.key", "assignment.key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret(name))))
                    .as(name)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aRestartFindsTheSameProjectAndKeys() throws Exception {
        ProjectKeys first = open();

        ProjectKeys again = open();

        assertThat(again.projectId()).isEqualTo(first.projectId());
        assertThat(again.root()).isEqualTo(first.root());
        assertThat(again.certificates()).isEqualTo(first.certificates());
    }

    @Test
    void certificatesAreRenewedWhenTenDaysAreLeft() throws Exception {
        ProjectKeys keys = open();
        Signed first = keys.certificates().get(1);

        database.clock().forward(Duration.ofDays(19));
        assertThat(keys.certificates().get(1)).isEqualTo(first);
        database.clock().forward(Duration.ofDays(2));
        Signed renewed = keys.certificates().get(1);

        assertThat(renewed).isNotEqualTo(first);
        assertThat(renewed.open(KeyPurpose.ROOT, keys.root(), Certificate.class).notAfterMillis())
                .isEqualTo(database.clock().millis() + Duration.ofDays(30).toMillis());
        assertThat(open().certificates().get(1)).as("stored").isEqualTo(renewed);
    }

    @Test
    void withTheRootKeyOfflineWorkGoesOnUntilTheCertificateRunsOut() throws Exception {
        open();
        Path offline = folder.resolve("a-drawer");
        Files.move(secret("root.key"), offline);
        ProjectKeys keys = open();

        assertThat(keys.problem()).isEmpty();
        database.clock().forward(Duration.ofDays(19));
        assertThat(keys.warning()).isEmpty();
        database.clock().forward(Duration.ofDays(10));
        assertThat(keys.mayAssign()).isTrue();
        assertThat(keys.warning())
                .hasValueSatisfying(words -> assertThat(words).contains("assignment", "runs out at", "root.key"));
        database.clock().forward(Duration.ofDays(2));
        assertThat(keys.mayAssign()).isFalse();
        assertThat(keys.problem())
                .hasValueSatisfying(words -> assertThat(words).contains("assignment", "run out", "root.key"));
        assertThat(keys.certificates()).as("the application key's still holds").hasSize(1);

        Files.move(offline, secret("root.key"));
        database.clock().forward(Duration.ofMinutes(2));
        assertThat(keys.problem()).isEmpty();
        assertThat(keys.warning()).isEmpty();
        assertThat(keys.mayAssign()).isTrue();
    }

    @Test
    void aNewAssignmentKeyIsVouchedForByTheSameRoot() throws Exception {
        ProjectKeys before = open();
        VerifyingKey old = key(before, 1, KeyPurpose.ASSIGNMENT);
        Files.delete(secret("assignment.key"));

        ProjectKeys after = open();

        assertThat(key(after, 1, KeyPurpose.ASSIGNMENT)).isNotEqualTo(old);
        assertThat(after.root()).isEqualTo(before.root());
    }

    @Test
    void anotherRootKeyIsRefusedInWords() throws Exception {
        open();
        Files.writeString(
                secret("root.key"), SigningKey.generate(new SecureRandom()).seed());

        assertThatThrownBy(this::open)
                .isInstanceOf(KeyException.class)
                .hasMessageContainingAll("root.key", "pinned", "put the project's own root.key there");
    }

    @Test
    void aDamagedKeyIsNamedAndNotShown() throws Exception {
        open();
        Files.writeString(secret("assignment.key"), "c0ffee");

        assertThatThrownBy(this::open)
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("assignment.key")
                .hasMessageNotContaining("c0ffee");
    }

    private ProjectKeys open() throws Exception {
        ProjectDirectory directory = new ProjectDirectory(folder).create();
        return ProjectKeys.open(directory, database.database(), database.clock(), new SecureRandom());
    }

    private VerifyingKey key(ProjectKeys keys, int index, KeyPurpose purpose) throws SignatureException {
        return Certificate.verify(
                keys.certificates().get(index),
                keys.root(),
                keys.projectId(),
                purpose,
                database.clock().instant());
    }

    private Path secret(String name) {
        return new ProjectDirectory(folder).secrets().resolve(name);
    }
}
