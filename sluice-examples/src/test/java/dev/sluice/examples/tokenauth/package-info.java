/** The tests of the whole: one site, seen from inside, from the wire and from Django. */
@NullMarked
package dev.sluice.examples.tokenauth;

import org.jspecify.annotations.NullMarked;
