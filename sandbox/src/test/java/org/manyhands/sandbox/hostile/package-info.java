/** Modules that mean harm, and the proof that they do none. */
package org.manyhands.sandbox.hostile;
