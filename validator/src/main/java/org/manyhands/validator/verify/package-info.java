/** Applications' own verifiers: WebAssembly programs that say whether a result is right, run in slots beside the validator's passes. */
@NullMarked
package org.manyhands.validator.verify;

import org.jspecify.annotations.NullMarked;
