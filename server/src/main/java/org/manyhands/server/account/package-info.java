/** Accounts: sign-up, tokens, credit by grant, and who makes a call. */
@NullMarked
package org.manyhands.server.account;

import org.jspecify.annotations.NullMarked;
