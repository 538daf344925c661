/**
 * Rewrites, checks and runs WebAssembly modules. Everything that touches a module's bytes happens in a slot process
 * ({@link org.manyhands.sandbox.Slot}); the classes of this package are what the rest of Manyhands may use.
 */
@NullMarked
package org.manyhands.sandbox;

import org.jspecify.annotations.NullMarked;
