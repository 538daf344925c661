/** The real server on a random port, an agent that signs for real, and a small client, for tests. */
@NullMarked
package org.manyhands.server.testing;

import org.jspecify.annotations.NullMarked;
