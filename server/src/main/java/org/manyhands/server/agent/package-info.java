/** What agents call: attach, sync, upload; one use case, one class. */
@NullMarked
package org.manyhands.server.agent;

import org.jspecify.annotations.NullMarked;
