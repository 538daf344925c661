package org.manyhands.db.result;

/** Something that happened to a result, as it was read. */
public record ResultChange(Result result, ResultEvent event) {}
