package org.manyhands.server.agent;

import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.WorkUnitId;

/**
 * A result that a host brought to its end: what can be learned from.
 *
 * @param returned false when it ended in an error of the host
 * @param fuel as the host claims
 * @param wallMillis running time, as the host claims
 */
record EndedRun(AppVersionId version, WorkUnitId unit, boolean returned, long fuel, long wallMillis, long sentMillis) {}
