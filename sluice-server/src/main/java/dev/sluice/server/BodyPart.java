package dev.sluice.server;

import dev.sluice.Bytes;

/** Some of a request's body. */
record BodyPart(Bytes bytes, boolean last) implements RequestPart {}
