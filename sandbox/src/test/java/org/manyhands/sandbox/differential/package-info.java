/**
 * Random modules in every engine: what the instrumented module does must be the same everywhere, and the same as what its
 * source does.
 */
package org.manyhands.sandbox.differential;
