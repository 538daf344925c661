package org.manyhands.server.dispatch;

import org.manyhands.db.batch.Batch;
import org.manyhands.protocol.id.ApplicationId;

/**
 * A batch whose results wait, with what rules ask of its application.
 *
 * @param batch as it was when it was read first; what may change of it while it runs is in the {@link Facts}
 * @param application whose version runs
 * @param applicationName for people
 * @param researcher name of the batch's owner
 */
public record Offer(Batch batch, ApplicationId application, String applicationName, String researcher) {}
