package org.manyhands.db.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.manyhands.db.account.Account;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.protocol.id.AccountId;

class ApplicationStoreTest extends DatabaseContract {
    ApplicationStoreTest(TestDatabase test) {
        super(test);
    }

    @Test
    void a_version_is_found_by_id_and_by_name() {
        AppVersionRow row = world.appVersion(world.account());
        assertThat(find(tx -> db.applications().version(tx, row.id()))).contains(row);
        assertThat(find(tx -> db.applications().find(tx, row.owner(), row.application(), "1")))
                .contains(row);
        assertThat(find(tx -> db.applications().find(tx, row.owner(), row.application(), "2")))
                .isEmpty();
    }

    @Test
    void versions_share_their_application_and_never_change() {
        AppVersionRow first = world.appVersion(world.account());
        AppVersionRow second = create(first, first.owner(), "2");
        assertThat(second.applicationId()).isEqualTo(first.applicationId());
        assertThatThrownBy(() -> create(first, first.owner(), "2"))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NAME_TAKEN))
                .hasMessageContaining("'2'");
        assertThat(list(tx -> db.applications().list(tx, null, 10))).containsExactly(second, first);
    }

    @Test
    void an_owner_sees_all_of_their_own_however_many_others_are_newer() {
        AppVersionRow own = world.appVersion(world.account());
        AppVersionRow other = world.appVersion(world.account());

        assertThat(list(tx -> db.applications().list(tx, own.owner(), 1))).containsExactly(own);
        assertThat(list(tx -> db.applications().list(tx, null, 1))).containsExactly(other);
    }

    @Test
    void another_owner_may_use_the_same_name() {
        AppVersionRow first = world.appVersion(world.account());
        Account bob = world.account();
        assertThat(create(first, bob.id(), "1").applicationId()).isNotEqualTo(first.applicationId());
    }

    @Test
    void a_version_without_a_name_is_refused() {
        AppVersionRow first = world.appVersion(world.account());
        assertThatThrownBy(() -> create(first, first.owner(), " ")).hasMessageContaining("1 to 80");
    }

    private AppVersionRow create(AppVersionRow like, AccountId owner, String version) {
        return tx(tx -> db.applications()
                .create(
                        tx,
                        db.applications().nextVersionId(),
                        owner,
                        like.application(),
                        version,
                        like.sourceSha256(),
                        like.moduleSha256(),
                        1,
                        List.of("-x"),
                        List.of(InputReference.whole("weights.bin", Digests.sha256("w"), 5)),
                        like.envelope(),
                        null));
    }
}
