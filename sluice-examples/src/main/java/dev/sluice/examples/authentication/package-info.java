/** The programs of the guide's page on authentication. */
@NullMarked
package dev.sluice.examples.authentication;

import org.jspecify.annotations.NullMarked;
