package org.manyhands.db.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;

class AccountStoreTest extends DatabaseContract {
    AccountStoreTest(TestDatabase test) {
        super(test);
    }

    @Test
    void an_account_is_found_by_id_and_by_name_in_any_case() {
        Account ann = tx(tx -> db.accounts().create(tx, " Ann Ångström ", true));
        assertThat(ann.name()).isEqualTo("Ann Ångström");
        assertThat(ann.administrator()).isTrue();
        assertThat(ann.createdMillis()).isEqualTo(test.clock().millis());
        assertThat(find(tx -> db.accounts().byId(tx, ann.id()))).contains(ann);
        assertThat(find(tx -> db.accounts().byName(tx, "ANN ÅNGSTRÖM"))).contains(ann);
    }

    @Test
    void a_name_is_taken_in_any_case_but_accents_make_another_name() {
        tx(tx -> db.accounts().create(tx, "José", false));
        assertThatThrownBy(() -> tx(tx -> db.accounts().create(tx, "JOSÉ", false)))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NAME_TAKEN));
        assertThat(tx(tx -> db.accounts().create(tx, "Jose", false)).name()).isEqualTo("Jose");
        assertThat(find(tx -> db.accounts().byName(tx, "jose")).orElseThrow().name())
                .isEqualTo("Jose");
    }

    @Test
    void a_name_without_letters_or_too_long_is_refused_with_its_length() {
        assertThatThrownBy(() -> tx(tx -> db.accounts().create(tx, "  ", false)))
                .hasMessageContaining("1 to 80");
        assertThatThrownBy(() -> tx(tx -> db.accounts().create(tx, "x".repeat(81), false)))
                .hasMessageContaining("has 81");
    }

    @Test
    void a_token_finds_its_account_and_an_unknown_one_nobody() {
        Account ann = world.account();
        db.runInTransaction(tx -> db.accounts().addToken(tx, ann.id(), Digests.sha256("token"), "laptop"));
        assertThat(find(tx -> db.accounts().byToken(tx, Digests.sha256("token"))))
                .contains(ann);
        assertThat(find(tx -> db.accounts().byToken(tx, Digests.sha256("other"))))
                .isEmpty();
    }

    @Test
    void stored_bytes_never_pass_the_quota_and_can_be_given_back() {
        Account ann = world.account();
        assertThat(holds(tx -> db.accounts().addStoredBytes(tx, ann.id(), 70, 100)))
                .isTrue();
        assertThat(holds(tx -> db.accounts().addStoredBytes(tx, ann.id(), 31, 100)))
                .isFalse();
        assertThat(holds(tx -> db.accounts().addStoredBytes(tx, ann.id(), 30, 100)))
                .isTrue();
        assertThat(holds(tx -> db.accounts().addStoredBytes(tx, ann.id(), -50, 10)))
                .isTrue();
        assertThat(find(tx -> db.accounts().byId(tx, ann.id())).orElseThrow().storedBytes())
                .isEqualTo(50);
    }

    @Test
    void a_join_key_works_as_often_as_it_says() {
        String key = Digests.sha256("key");
        db.runInTransaction(tx -> db.accounts().addJoinKey(tx, key, "class of 2024", 2));
        assertThat(holds(tx -> db.accounts().useJoinKey(tx, key))).isTrue();
        assertThat(holds(tx -> db.accounts().useJoinKey(tx, key))).isTrue();
        assertThat(holds(tx -> db.accounts().useJoinKey(tx, key))).isFalse();
        assertThat(holds(tx -> db.accounts().useJoinKey(tx, Digests.sha256("other"))))
                .isFalse();
    }
}
