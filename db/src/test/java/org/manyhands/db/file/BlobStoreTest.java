package org.manyhands.db.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.manyhands.db.account.Account;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.Together;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;

class BlobStoreTest extends DatabaseContract {
    private static final String FILE = Digests.sha256("content");

    BlobStoreTest(TestDatabase test) {
        super(test);
    }

    @Test
    void a_file_is_added_once_also_by_several_at_once() throws Exception {
        Account ann = world.account();
        List<Boolean> added =
                Together.run(4, () -> db.inTransaction(tx -> db.blobs().add(tx, FILE, 7, ann.id(), false)));
        assertThat(added).containsOnlyOnce(true);
        Blob blob = find(tx -> db.blobs().byDigest(tx, FILE)).orElseThrow();
        assertThat(blob)
                .isEqualTo(new Blob(FILE, 7, ann.id(), false, 0, test.clock().millis()));
    }

    @Test
    void what_a_host_sent_becomes_shared_when_a_researcher_uploads_the_same() {
        Account ann = world.account();
        assertThat(holds(tx -> db.blobs().add(tx, FILE, 7, null, true))).isTrue();
        assertThat(holds(tx -> db.blobs().add(tx, FILE, 7, ann.id(), false))).isFalse();
        Blob blob = find(tx -> db.blobs().byDigest(tx, FILE)).orElseThrow();
        assertThat(blob.hostUpload()).isFalse();
        assertThat(blob.owner()).isEqualTo(ann.id());
        assertThat(holds(tx -> db.blobs().add(tx, FILE, 7, null, true))).isFalse();
        assertThat(find(tx -> db.blobs().byDigest(tx, FILE)).orElseThrow().hostUpload())
                .as("and never private again")
                .isFalse();
    }

    @Test
    void a_file_that_something_names_is_not_deleted() {
        add();
        db.runInTransaction(tx -> db.blobs().reference(tx, FILE));
        assertThat(list(tx -> db.blobs().unreferencedBefore(tx, Long.MAX_VALUE, 10)))
                .isEmpty();
        assertThat(holds(tx -> db.blobs().markDeleting(tx, FILE))).isFalse();
        db.runInTransaction(tx -> db.blobs().release(tx, FILE));
        assertThat(list(tx -> db.blobs().unreferencedBefore(tx, Long.MAX_VALUE, 10)))
                .extracting(Blob::sha256)
                .containsExactly(FILE);
        assertThat(list(tx -> db.blobs().unreferencedBefore(tx, test.clock().millis(), 10)))
                .as("younger ones stay")
                .isEmpty();
    }

    @Test
    void a_file_that_is_being_deleted_cannot_be_named_or_added_until_it_is_gone() {
        add();
        assertThat(holds(tx -> db.blobs().markDeleting(tx, FILE))).isTrue();
        assertThat(find(tx -> db.blobs().byDigest(tx, FILE))).isEmpty();
        assertThatThrownBy(() -> db.runInTransaction(tx -> db.blobs().reference(tx, FILE)))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_FILE));
        assertThatThrownBy(this::add)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        assertThat(holds(tx -> db.blobs().markDeleting(tx, FILE)))
                .as("a deletion that was broken off goes on")
                .isTrue();
        db.runInTransaction(tx -> db.blobs().remove(tx, FILE));
        add();
        assertThat(find(tx -> db.blobs().byDigest(tx, FILE))).isPresent();
    }

    @Test
    void a_row_that_is_not_marked_is_not_removed() {
        add();
        db.runInTransaction(tx -> db.blobs().remove(tx, FILE));
        assertThat(find(tx -> db.blobs().byDigest(tx, FILE))).isPresent();
    }

    private void add() {
        db.runInTransaction(tx -> db.blobs().add(tx, FILE, 7, null, false));
    }
}
