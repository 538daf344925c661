/** Tests of the script {@code ./manyhands}, which starts everything. */
package org.manyhands.researcher.launcher;
