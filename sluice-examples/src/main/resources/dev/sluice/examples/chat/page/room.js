// One room: says what is typed, shows what anybody says.

const room = location.pathname.split("/")[2];
const state = document.querySelector("#state");
const log = document.querySelector("#log");
const form = document.querySelector("#say");
const text = form.querySelector("#text");
const send = form.querySelector("button");

document.querySelector("#room").textContent = room;
document.title = `Sluice: ${room}`;

const scheme = location.protocol === "https:" ? "wss:" : "ws:";
const socket = new WebSocket(`${scheme}//${location.host}/ws/chat/${room}/`);

socket.addEventListener("open", () => {
  state.textContent = "Connected";
  send.disabled = false;
  text.focus();
});

socket.addEventListener("message", (message) => {
  const line = document.createElement("li");
  line.textContent = message.data;
  log.append(line);
  line.scrollIntoView({ block: "nearest" });
});

socket.addEventListener("close", () => {
  state.textContent = "The connection has ended. Reload the page to go on.";
  send.disabled = true;
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (text.value !== "" && socket.readyState === WebSocket.OPEN) {
    socket.send(text.value);
    text.value = "";
  }
});
