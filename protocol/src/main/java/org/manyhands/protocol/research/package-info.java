/** What the REST API says to researchers and administrators. */
@NullMarked
package org.manyhands.protocol.research;

import org.jspecify.annotations.NullMarked;
