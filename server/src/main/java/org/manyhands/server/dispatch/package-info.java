/** Results that are ready to go, in memory: filled in blocks that this server claims, chosen from for each call. */
@NullMarked
package org.manyhands.server.dispatch;

import org.jspecify.annotations.NullMarked;
