/** Calls to a project, signed by the host. */
@NullMarked
package org.manyhands.agent.http;

import org.jspecify.annotations.NullMarked;
