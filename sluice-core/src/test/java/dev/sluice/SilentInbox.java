package dev.sluice;

/** The inbox of a connection on which nothing happens. */
record SilentInbox() implements Inbox {

  @Override
  public Event receive() {
    throw new CancelledException();
  }

  @Override
  public boolean post(ChannelEvent event) {
    return false;
  }
}
