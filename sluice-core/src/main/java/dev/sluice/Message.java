package dev.sluice;

/** Something that one connection tells another; implemented by the application's own records. */
public interface Message {}
