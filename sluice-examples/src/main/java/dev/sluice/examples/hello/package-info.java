/** The smallest programs: one that knows nobody, and one that knows who is there. */
@NullMarked
package dev.sluice.examples.hello;

import org.jspecify.annotations.NullMarked;
