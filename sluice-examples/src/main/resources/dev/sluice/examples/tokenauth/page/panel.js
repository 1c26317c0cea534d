/** One panel of the page: a login form, then the open line behind it. */

import { Line } from "./line.js";
import { isServerThere, Problem } from "./ways.js";

const REMEMBERED_ENTRIES = 50;
const STATUS = {
  connecting: "Connecting…",
  open: "Connected",
  waiting: "Connection lost. Trying again",
};

export class Panel {
  #parts;
  #way;
  #line = null;
  #leaving = false;
  #token = "";
  #countdown = 0;

  constructor(section, template, way) {
    section.append(template.content.cloneNode(true));
    this.#parts = partsOf(section);
    this.#way = way;
    nameFields(section);
    this.#parts.log.setAttribute("aria-label", `On the wire: ${section.querySelector("h2").textContent}`);
    this.#listen();
  }

  /** Goes on where an earlier visit ended, if this way remembers it. */
  async resume() {
    try {
      const entry = await this.#way.resume();
      if (entry) {
        this.#enter(entry);
      }
    } catch (problem) {
      this.#explain(problem);
    }
  }

  #listen() {
    const { login, logout, show, reconnect, command, ask } = this.#parts;
    login.addEventListener("submit", (event) => this.#login(event));
    logout.addEventListener("click", () => this.#logout());
    show.addEventListener("click", () => this.#showToken(show.ariaPressed !== "true"));
    reconnect.addEventListener("click", () => this.#line?.open());
    command.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send({ command: "Say hello !", data_string: command.elements.data_string.value });
    });
    ask.addEventListener("click", () => this.#send({ command: "Who am I ?" }));
    window.addEventListener("online", () => this.#line?.isOpen || this.#line?.open());
  }

  async #login(event) {
    event.preventDefault();
    const { login, command } = this.#parts;
    const button = login.querySelector("button");
    if (button.ariaDisabled === "true") {
      return;
    }
    this.#explain(null);
    button.ariaDisabled = "true";
    button.textContent = "Logging in…";
    try {
      this.#enter(await this.#way.login(new FormData(login), this.#http));
      command.elements.data_string.focus();
    } catch (problem) {
      this.#explain(problem);
    } finally {
      button.ariaDisabled = "false";
      button.textContent = "Log in";
    }
  }

  #enter({ name, token, socket }) {
    const { login, talk, secret } = this.#parts;
    login.reset();
    login.hidden = true;
    talk.hidden = false;
    secret.hidden = !token;
    this.#parts.name.textContent = name;
    this.#token = token ?? "";
    this.#showToken(false);
    this.#line = new Line(socket, isServerThere);
    this.#line.addEventListener("state", ({ detail }) => this.#state(detail, socket.pathname));
    this.#line.addEventListener("message", ({ detail }) => this.#log("received", written(detail)));
    this.#line.addEventListener("closed", ({ detail }) => this.#log("event", "connection closed", detail.code));
    this.#line.open();
  }

  async #logout() {
    this.#leaving = true; // the server ends the socket of a session that logs out
    try {
      await this.#way.logout(this.#http);
    } catch (problem) {
      this.#parts.status.textContent = problem.message;
      return;
    } finally {
      this.#leaving = false;
    }
    this.#leave();
    this.#parts.login.elements.username.focus();
  }

  #leave() {
    this.#line.close();
    this.#line = null;
    clearInterval(this.#countdown);
    this.#token = "";
    this.#showToken(false);
    this.#parts.talk.hidden = true;
    this.#parts.login.hidden = false;
    this.#log("event", "logged out");
  }

  #send(message) {
    if (!this.#line?.isOpen) {
      this.#parts.status.textContent = "Not connected: nothing was sent";
      return;
    }
    this.#line.send(message);
    this.#log("sent", written(message));
  }

  #state({ name, delay }, path) {
    clearInterval(this.#countdown);
    if (name === "refused" && this.#leaving) {
      return;
    }
    if (name === "refused") {
      this.#leave();
      this.#explain(new Problem("The server no longer takes this login. Please log in again."));
      return;
    }
    const { state, status, countdown, reconnect, command, ask } = this.#parts;
    state.dataset.state = name;
    status.textContent = STATUS[name];
    countdown.textContent = "";
    reconnect.hidden = name !== "waiting";
    for (const button of [command.querySelector("button"), ask]) {
      button.ariaDisabled = String(name !== "open");
    }
    if (name === "open") {
      this.#log("event", `WebSocket ${path}`, "open");
    }
    if (name === "waiting") {
      this.#count(Date.now() + delay);
    }
  }

  #count(until) {
    const show = () => {
      const seconds = Math.max(1, Math.ceil((until - Date.now()) / 1000));
      this.#parts.countdown.textContent = `in ${seconds} s`;
    };
    show();
    this.#countdown = setInterval(show, 1000);
  }

  #showToken(whole) {
    const { token, show } = this.#parts;
    token.textContent = whole ? this.#token : `••••••••${this.#token.slice(-4)}`;
    show.ariaPressed = String(whole);
  }

  #explain(problem) {
    const { login } = this.#parts;
    this.#parts.problem.textContent = problem?.message ?? "";
    for (const input of login.querySelectorAll("input")) {
      const text = problem?.fields?.[input.name]?.[0] ?? "";
      login.querySelector(`[data-problem="${input.name}"]`).textContent = text;
      input.ariaInvalid = String(text !== "");
    }
    if (problem && !login.hidden && login.contains(document.activeElement)) {
      const wrong = login.querySelector("[aria-invalid=true]") ?? login.elements.password;
      wrong.focus();
      wrong.select();
    }
  }

  #http = (what, status) => this.#log("event", what, status);

  #log(kind, text, result = "") {
    const { entries, log } = this.#parts;
    const entry = document.createElement("li");
    entry.className = kind;
    entry.append(element("span", "kind", `${kind} `), element("code", "what", text));
    if (result) {
      entry.append(" ", element("span", "result", String(result)));
    }
    entries.append(entry);
    if (entries.children.length > REMEMBERED_ENTRIES) {
      entries.firstElementChild.remove();
    }
    log.scrollTop = log.scrollHeight;
  }
}

function partsOf(section) {
  const found = [...section.querySelectorAll("[data-part]")];
  return Object.fromEntries(found.map((part) => [part.dataset.part, part]));
}

/** Ties each label and each problem to its field, with ids that are this panel's own. */
function nameFields(section) {
  for (const field of section.querySelectorAll(".field")) {
    const input = field.querySelector("input");
    input.id = `${section.id}-${input.name}`;
    field.querySelector("label").htmlFor = input.id;
    const problem = field.querySelector(".problem");
    if (problem) {
      problem.id = `${input.id}-problem`;
      input.setAttribute("aria-describedby", problem.id);
    }
  }
}

/** JSON on one line, with room to wrap. */
function written(message) {
  return JSON.stringify(message, null, 1).replace(/\n */g, " ");
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
