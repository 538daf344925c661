package org.manyhands.server.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Most bytes of the body that a resource's method takes, where it is not the limit of every message. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface MostBytes {
    /** For a body that the method streams to disk and counts there. Holds only for one that says that it is raw bytes. */
    long STREAMED = Long.MAX_VALUE;

    /** For a call that says a few things. */
    long SMALL = 32 << 10;

    /** Bytes after inflation. */
    long value();
}
