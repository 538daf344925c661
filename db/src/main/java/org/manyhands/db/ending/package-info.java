/** What is known of a batch's hosts near its end: read by the validator, which makes further copies, and by the server, which says when it will be over. */
@NullMarked
package org.manyhands.db.ending;

import org.jspecify.annotations.NullMarked;
