package dev.sluice.redis;

/** What keys of Redis have what, under a prefix. */
record Keys(String prefix) {

  /** Where the messages to a channel are: those to all channels of a process are together. */
  String channel(String channel) {
    return prefix + shared(channel);
  }

  /** Where the members of a group are. */
  String group(String group) {
    return prefix + ":group:" + group;
  }

  /** What a process's channels have in common: their name up to the {@code !}. */
  static String shared(String channel) {
    var end = channel.indexOf('!');
    return end < 0 ? channel : channel.substring(0, end + 1);
  }

  Beginning all() {
    return new Beginning(prefix);
  }
}
