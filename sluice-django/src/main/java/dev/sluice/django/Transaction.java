package dev.sluice.django;

/** Statements that take effect together or not at all. */
public interface Transaction extends Statements {}
