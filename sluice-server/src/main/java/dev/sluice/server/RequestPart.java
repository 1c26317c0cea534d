package dev.sluice.server;

/** What a {@link RequestDecoder} finds in the bytes of a connection. */
sealed interface RequestPart permits Request, BodyPart, Refusal {}
