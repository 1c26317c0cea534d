/**
 * A protocol that Sluice does not know: a small part of IRC (RFC 2812), over TCP and TLS, whose
 * channels are the rooms of WebSockets, and whose users are the site's. {@link
 * dev.sluice.examples.irc.Rooms} is the program.
 */
@NullMarked
package dev.sluice.examples.irc;

import org.jspecify.annotations.NullMarked;
