package dev.sluice.server;

import dev.sluice.Headers;

/** The server's own answer to a request that no application sees, after which it hangs up. */
record Refusal(int status, String reason, Headers headers) implements RequestPart {}
