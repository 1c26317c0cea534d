/** The programs of the guide's page about HTTP and events. */
@NullMarked
package dev.sluice.examples.streams;

import org.jspecify.annotations.NullMarked;
