/** Tests of rooms that browsers and IRC clients share. */
@NullMarked
package dev.sluice.examples.irc;

import org.jspecify.annotations.NullMarked;
