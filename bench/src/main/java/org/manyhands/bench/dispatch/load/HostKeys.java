package org.manyhands.bench.dispatch.load;

import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.crypto.SigningKey;

/** The keys of the played hosts: a function of the seed and the host's number, so that a loader and a player agree on them. */
public final class HostKeys {
    private final long seed;

    public HostKeys(long seed) {
        this.seed = seed;
    }

    public SigningKey of(long number) {
        return SigningKey.ofSeed(Digests.sha256("manyhands-bench-host:" + seed + ":" + number));
    }
}
