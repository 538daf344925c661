/** HTTP: the listening server, bodies and their limits, errors as problems. The only user of Jetty and of Jersey itself. */
@NullMarked
package org.manyhands.server.http;

import org.jspecify.annotations.NullMarked;
