package dev.sluice.server;

/** What {@link RequestParts} finds in the bytes of a connection. */
sealed interface RequestPart permits Request, BodyPart, Refusal {}
