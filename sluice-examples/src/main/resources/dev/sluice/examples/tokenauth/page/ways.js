/** The two ways to log in. Each answers {name, socket, token?}, or throws a Problem. */

/** What went wrong, in words for a reader: one text for the whole form, and one for each field. */
export class Problem extends Error {
  constructor(message, fields = {}) {
    super(message);
    this.fields = fields;
  }
}

/** The token stays in this page's memory: not in storage, not in the address bar. */
export const tokenWay = {
  async resume() {
    return null;
  },

  async login(fields, tell) {
    const answer = await post("/api/login/", new URLSearchParams(fields), {}, tell);
    const socket = address("/");
    socket.searchParams.set("token", answer.token);
    return { name: fields.get("username"), token: answer.token, socket };
  },

  async logout() {},
};

/** The cookie belongs to the browser; scripts see only the token against cross-site forgery. */
export const sessionWay = {
  async resume() {
    const { username } = await whoami();
    return username ? { name: username, socket: address("/front/") } : null;
  },

  async login(fields, tell) {
    const body = new URLSearchParams(fields);
    const answer = await post("/accounts/login/", body, await csrfHeader(), tell);
    return { name: answer.username, socket: address("/front/") };
  },

  async logout(tell) {
    await post("/accounts/logout/", new URLSearchParams(), await csrfHeader(), tell);
  },
};

/** True when the server answers HTTP. */
export async function isServerThere() {
  try {
    await whoami();
    return true;
  } catch {
    return false;
  }
}

async function whoami() {
  const response = await reach("/accounts/whoami/", { cache: "no-store" });
  if (!response.ok) {
    throw new Problem(`The server answered ${response.status}. Please try again in a moment.`);
  }
  return response.json();
}

async function csrfHeader() {
  if (!csrfCookie()) {
    await whoami(); // its answer sets the cookie
  }
  return { "X-CSRFToken": csrfCookie() ?? "" };
}

function csrfCookie() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1];
}

async function post(path, body, headers, tell) {
  const response = await reach(path, {
    method: "POST",
    body,
    headers: { Accept: "application/json", ...headers },
  });
  tell(`POST ${path}`, String(response.status));
  const text = await response.text();
  const answer = text ? parse(text) : {};
  if (response.ok) {
    return answer;
  }
  const { non_field_errors: whole = [], detail, ...fields } = answer;
  const known = whole[0] ?? detail ?? (Object.keys(fields).length ? "" : unexpected(response.status));
  throw new Problem(known, fields);
}

async function reach(path, request) {
  try {
    return await fetch(path, request);
  } catch {
    throw new Problem("The server cannot be reached. Is it running?");
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

function unexpected(status) {
  return `The server answered ${status}, which this page did not expect.`;
}

function address(path) {
  const url = new URL(path, location.href);
  url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  return url;
}
