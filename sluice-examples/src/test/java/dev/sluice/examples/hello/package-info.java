/** The smallest programs, run. */
@NullMarked
package dev.sluice.examples.hello;

import org.jspecify.annotations.NullMarked;
