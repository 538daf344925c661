package org.manyhands.sandbox.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.meter.LimitReachedException;

/** The limits are reached exactly, and one more is refused. */
class OutputQuotaTest {
    private final OutputQuota quota = new OutputQuota(100, 2);

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        LimitReachedException.class, e -> assertThat(e.limit()).isEqualTo(Outcome.Limit.OUTPUT));
    }

    @Test
    void allBytesCanBeUsedAndNotOneMore() {
        quota.resize(0, 60);
        quota.resize(10, 50);
        assertThat(quota.bytes()).isEqualTo(100);
        refused(() -> quota.resize(50, 51));
        assertThat(quota.bytes()).as("nothing was counted").isEqualTo(100);
        quota.resize(51, 50);
        quota.resize(50, 51);
        assertThat(quota.bytes()).isEqualTo(100);
        assertThat(quota.maximumBytes()).isEqualTo(100);
    }

    @Test
    void removedFileMakesRoomForAnother() {
        quota.addFile();
        quota.addFile();
        refused(quota::addFile);
        quota.removeFile();
        quota.addFile();
        refused(quota::addFile);
    }

    @Test
    void savedCountsGoOnInAnother() throws IOException {
        quota.resize(0, 99);
        quota.addFile();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        quota.save(new DataOutputStream(bytes));
        OutputQuota other = new OutputQuota(100, 2);
        other.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(other.bytes()).isEqualTo(99);
        other.addFile();
        refused(other::addFile);
        refused(() -> other.resize(0, 2));
    }
}
