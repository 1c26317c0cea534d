/**
 * Who the user of a connection is, and the ways to become one and to cease to be, as {@code
 * django.contrib.auth} has them.
 */
@NullMarked
package dev.sluice.auth;

import org.jspecify.annotations.NullMarked;
