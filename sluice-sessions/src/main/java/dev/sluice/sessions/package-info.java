/**
 * One client's data, kept from connection to connection, as {@code django.contrib.sessions} keeps
 * it. {@link dev.sluice.sessions.Session} is what an application uses, {@link
 * dev.sluice.sessions.SessionStore} is where it is kept, and {@link
 * dev.sluice.sessions.SessionMiddleware} brings the two together.
 */
@NullMarked
package dev.sluice.sessions;

import org.jspecify.annotations.NullMarked;
