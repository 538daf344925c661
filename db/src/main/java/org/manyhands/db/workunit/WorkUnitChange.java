package org.manyhands.db.workunit;

/** Something that happened to a work unit, as it was read. */
public record WorkUnitChange(WorkUnit unit, WorkUnitEvent event) {}
