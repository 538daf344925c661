/** The project's keys: a root that should be kept offline, and the two keys that it certifies. */
@NullMarked
package org.manyhands.server.key;

import org.jspecify.annotations.NullMarked;
