package dev.sluice.django;

/** A site with one connection to its database, and a meter on that. */
record Metered(Site site, Meter meter, AutoCloseable statistics) {

  void close() throws Exception {
    site.close();
    statistics.close();
  }
}
