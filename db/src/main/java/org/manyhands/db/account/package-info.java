/** Accounts, their tokens, and join keys. */
@NullMarked
package org.manyhands.db.account;

import org.jspecify.annotations.NullMarked;
