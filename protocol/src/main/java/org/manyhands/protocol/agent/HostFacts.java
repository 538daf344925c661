package org.manyhands.protocol.agent;

/**
 * What a host says of itself. Claims: used for matching, never for credit.
 *
 * @param operatingSystem name and version
 * @param architecture processor family
 * @param cores logical processors
 * @param memoryBytes physical memory
 * @param javaVersion version of the Java runtime that slots run on
 */
public record HostFacts(String operatingSystem, String architecture, int cores, long memoryBytes, String javaVersion) {}
