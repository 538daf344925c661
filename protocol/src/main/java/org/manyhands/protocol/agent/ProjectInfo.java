package org.manyhands.protocol.agent;

import java.util.List;
import org.manyhands.protocol.crypto.Signed;
import org.manyhands.protocol.crypto.VerifyingKey;

/**
 * Who a project is: what an agent pins at attach and asks for again when a key has changed.
 *
 * @param projectId random, made once
 * @param name for people
 * @param rootKey the key to pin
 * @param certificates the root's signed {@link org.manyhands.protocol.crypto.Certificate}s of the keys in use
 * @param protocolVersion version that the server speaks
 * @param serverVersion for people
 */
public record ProjectInfo(
        String projectId,
        String name,
        VerifyingKey rootKey,
        List<Signed> certificates,
        int protocolVersion,
        String serverVersion) {}
