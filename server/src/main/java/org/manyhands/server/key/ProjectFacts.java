package org.manyhands.server.key;

import org.manyhands.protocol.agent.ProjectInfo;
import org.manyhands.protocol.agent.Protocol;

/** Who this project is. */
public record ProjectFacts(String name, ProjectKeys keys) {
    /** Version of this program, from its jar; {@code development} when it runs from classes. */
    public static String serverVersion() {
        String version = ProjectFacts.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    public ProjectInfo info() {
        return new ProjectInfo(
                keys.projectId(), name, keys.root(), keys.certificates(), Protocol.VERSION, serverVersion());
    }
}
