/** The programs of the guide, tried. */
@NullMarked
package dev.sluice.examples.consumers;

import org.jspecify.annotations.NullMarked;
