/** What the clock starts: expire, release, clean. The only user of Quartz. */
@NullMarked
package org.manyhands.server.pass;

import org.jspecify.annotations.NullMarked;
