package org.manyhands.protocol.research;

import org.jspecify.annotations.Nullable;

/** Asks for a new account. */
public record SignUp(String name, @Nullable String joinKey) {}
