package org.manyhands.agent.project;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.manyhands.protocol.agent.HostFacts;

/** What this computer says of itself. */
public final class ThisComputer {
    private ThisComputer() {}

    public static HostFacts facts() {
        return new HostFacts(
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                memoryBytes(),
                System.getProperty("java.version"));
    }

    /** The computer's name in its network, {@code computer} when it has none. */
    public static String name() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "computer";
        }
    }

    private static long memoryBytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
    }
}
