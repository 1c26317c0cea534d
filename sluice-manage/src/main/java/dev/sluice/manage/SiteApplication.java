package dev.sluice.manage;

import dev.sluice.Application;

/** A program's own part: what it serves, made from the parts of its site. */
@FunctionalInterface
public interface SiteApplication {

  /** Returns what a site serves. Called once, before the server listens. */
  Application of(Site site);
}
