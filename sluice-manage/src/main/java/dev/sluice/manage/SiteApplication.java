package dev.sluice.manage;

import dev.sluice.Application;
import dev.sluice.layers.ChannelLayer;

/** A program's own part: what it serves, made from the parts of its site. */
@FunctionalInterface
public interface SiteApplication {

  /** Returns what a site serves. Called once, before the server listens. */
  Application of(Site site);

  /**
   * Returns the channel layer of the site, which {@link #of} uses too and workers read: the site's
   * own, unless the program has another.
   */
  default ChannelLayer layer(Site site) {
    return site.layer();
  }
}
