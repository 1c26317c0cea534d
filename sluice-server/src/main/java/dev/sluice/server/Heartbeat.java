package dev.sluice.server;

/** Decides when a silent client is asked whether it is there, and when it counts as vanished. */
final class Heartbeat {

  private final long interval;
  private final long patience;
  private long heard;
  private long asked;
  private boolean waiting;

  Heartbeat(WebSocketLimits limits, long now) {
    this.interval = limits.pingInterval().toNanos();
    this.patience = limits.pongTimeout().toNanos();
    this.heard = now;
  }

  /** Something came from the client, or could not have come. */
  void heard(long now) {
    heard = now;
    waiting = false;
  }

  /** Returns what to do now. */
  Due due(long now) {
    if (waiting) {
      return now - asked >= patience ? Due.GIVE_UP : Due.NOTHING;
    }
    if (now - heard < interval) {
      return Due.NOTHING;
    }
    waiting = true;
    asked = now;
    return Due.PING;
  }

  /** What a heartbeat asks for. */
  enum Due {
    NOTHING,
    PING,
    GIVE_UP
  }
}
