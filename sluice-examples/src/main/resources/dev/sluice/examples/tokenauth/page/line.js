/** A WebSocket that comes back after it was lost, and gives up when the server says no. */

const FIRST_DELAY = 500;
const LONGEST_DELAY = 15_000;
const STEADY_AFTER = 5_000;
const REFUSED_CODES = [4401, 4403];
const NORMAL = 1000;

/**
 * Dispatches "state" (detail: name, and for "waiting" the delay in milliseconds), "message" (detail:
 * what the server sent, parsed) and "closed" (detail: code).
 *
 * States: connecting, open, waiting (for the next try), refused (log in again).
 */
export class Line extends EventTarget {
  #url;
  #isServerThere;
  #socket = null;
  #timer = 0;
  #tries = 0;
  #refusals = 0;
  #openedAt = 0;

  /** isServerThere: asks over HTTP, because a browser does not tell a page why a handshake failed. */
  constructor(url, isServerThere) {
    super();
    this.#url = url;
    this.#isServerThere = isServerThere;
  }

  get isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** Opens now, whatever the waiting time was. */
  open() {
    clearTimeout(this.#timer);
    this.#drop();
    this.#tell("connecting");
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    let opened = false;
    socket.addEventListener("open", () => {
      opened = true;
      this.#refusals = 0;
      this.#openedAt = Date.now();
      this.#tell("open");
    });
    socket.addEventListener("message", (event) => this.#dispatch("message", JSON.parse(event.data)));
    socket.addEventListener("close", (event) => {
      if (socket === this.#socket) {
        this.#closed(event.code, opened);
      }
    });
  }

  send(message) {
    this.#socket.send(JSON.stringify(message));
  }

  /** Ends it for good. */
  close() {
    clearTimeout(this.#timer);
    this.#drop();
  }

  #drop() {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(NORMAL);
  }

  async #closed(code, opened) {
    const socket = this.#socket;
    if (opened) {
      this.#dispatch("closed", { code });
    }
    if (REFUSED_CODES.includes(code)) {
      this.#tell("refused");
      return;
    }
    if (opened && Date.now() - this.#openedAt > STEADY_AFTER) {
      this.#tries = 0;
    }
    if (!opened && (await this.#isServerThere())) {
      this.#refusals += 1;
    }
    if (socket !== this.#socket) {
      return;
    }
    // One refusal may be a server that came back between the two questions; two are an answer.
    if (this.#refusals > 1) {
      this.#tell("refused");
      return;
    }
    this.#wait();
  }

  #wait() {
    const longest = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** this.#tries);
    const delay = longest * (0.5 + Math.random() / 2);
    this.#tries += 1;
    this.#timer = setTimeout(() => this.open(), delay);
    this.#dispatch("state", { name: "waiting", delay });
  }

  #tell(name) {
    this.#dispatch("state", { name });
  }

  #dispatch(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
