package org.manyhands.db.application;

import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.ApplicationId;

/**
 * An application, which all its versions share.
 *
 * @param name for people; unique among those of its owner
 */
public record ApplicationRow(ApplicationId id, AccountId owner, String name) {}
