/** What a run may use and who may stop it: the fuel account, the deterministic limits, pause and cancel. */
@NullMarked
package org.manyhands.sandbox.meter;

import org.jspecify.annotations.NullMarked;
