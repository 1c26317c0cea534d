/** The guide's page on authentication, proved. */
@NullMarked
package dev.sluice.examples.authentication;

import org.jspecify.annotations.NullMarked;
