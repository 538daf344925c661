package org.manyhands.agent.http;

import org.manyhands.protocol.crypto.SigningKey;
import org.manyhands.protocol.id.HostId;

/**
 * What makes a host itself at a project.
 *
 * @param projectId part of every signed message, so that a call to one project is void at another
 * @param hostId the name the project gave it
 * @param key signs each call
 */
public record Credential(String projectId, HostId hostId, SigningKey key) {}
