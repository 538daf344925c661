/** What becomes of canonical results. */
@NullMarked
package org.manyhands.db.answer;

import org.jspecify.annotations.NullMarked;
