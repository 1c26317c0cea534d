package dev.sluice.django;

import dev.sluice.auth.Account;

/** A user has been made, if the transaction is not undone. */
public record UserCreated(Account user) {}
