/** What server and agent say to each other. */
@NullMarked
package org.manyhands.protocol.agent;

import org.jspecify.annotations.NullMarked;
