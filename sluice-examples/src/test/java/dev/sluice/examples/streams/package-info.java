/** The smallest programs, run. */
@NullMarked
package dev.sluice.examples.streams;

import org.jspecify.annotations.NullMarked;
