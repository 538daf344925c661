package org.manyhands.db.account;

import org.manyhands.protocol.id.AccountId;

/**
 * A person or a group.
 *
 * @param storedBytes bytes of files it uploaded
 */
public record Account(AccountId id, String name, boolean administrator, long storedBytes, long createdMillis) {}
