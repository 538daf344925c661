package org.manyhands.db.trust;

import org.manyhands.protocol.id.ApplicationId;
import org.manyhands.protocol.id.HostId;

/**
 * A host's standing with an application.
 *
 * @param sinceMillis when its first result was judged; 0 before
 * @param version for compare-and-set; 0 before it is stored
 */
public record HostTrust(HostId host, ApplicationId application, Standing standing, long sinceMillis, long version) {
    /** Of a host that has no row yet. */
    public static HostTrust unknown(HostId host, ApplicationId application) {
        return new HostTrust(host, application, Standing.NEW, 0, 0);
    }
}
