/**
 * One client's data, kept from connection to connection, as {@code django.contrib.sessions} keeps
 * it: {@link dev.sluice.sessions.SessionStore} is where.
 */
@NullMarked
package dev.sluice.sessions;

import org.jspecify.annotations.NullMarked;
