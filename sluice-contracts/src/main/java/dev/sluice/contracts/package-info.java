/**
 * What stores must do, as JUnit tests for whoever writes one: a test of the store extends the
 * contract, says how to make a store, and runs all that every store of Sluice's own has passed.
 *
 * <p>Needs JUnit 6 and AssertJ, and no engine or database of its own.
 */
@NullMarked
package dev.sluice.contracts;

import org.jspecify.annotations.NullMarked;
