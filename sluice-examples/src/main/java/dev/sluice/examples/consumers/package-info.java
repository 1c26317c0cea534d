/** The programs of the guide's page on consumers. */
@NullMarked
package dev.sluice.examples.consumers;

import org.jspecify.annotations.NullMarked;
