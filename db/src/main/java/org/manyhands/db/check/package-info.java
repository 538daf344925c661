/** What an application's own verifier was asked, and what it said. */
@NullMarked
package org.manyhands.db.check;

import org.jspecify.annotations.NullMarked;
