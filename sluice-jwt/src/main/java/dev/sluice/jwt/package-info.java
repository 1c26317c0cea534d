/**
 * JSON web tokens (RFC 7519) for connections: read, judged and given as {@code
 * djangorestframework-simplejwt} 5.2 does, on HTTP and on WebSockets.
 */
@NullMarked
package dev.sluice.jwt;

import org.jspecify.annotations.NullMarked;
