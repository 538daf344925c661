/** Sign-up, balance and grants. */
@NullMarked
package org.manyhands.researcher.account;

import org.jspecify.annotations.NullMarked;
