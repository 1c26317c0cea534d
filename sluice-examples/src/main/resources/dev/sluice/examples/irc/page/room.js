"use strict";

const room = location.pathname.split("/")[2];
const login = document.getElementById("login");
const speak = document.getElementById("speak");
const said = document.getElementById("said");
const trouble = document.getElementById("trouble");

document.getElementById("room").textContent = "#" + room;

login.addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await fetch("/api/login/", { method: "POST", body: new FormData(login) });
  if (!answer.ok) {
    trouble.textContent = "Wrong user name or password";
    return;
  }
  enter((await answer.json()).token);
});

function enter(token) {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const query = new URLSearchParams({ token });
  const socket = new WebSocket(`${scheme}//${location.host}/ws/rooms/${room}/?${query}`);
  socket.addEventListener("open", () => {
    login.hidden = true;
    speak.hidden = false;
  });
  socket.addEventListener("message", (event) => {
    const { from, text } = JSON.parse(event.data);
    const line = document.createElement("li");
    line.textContent = `${from}: ${text}`;
    said.append(line);
  });
  socket.addEventListener("close", () => {
    trouble.textContent = "The room is closed";
    login.hidden = false;
    speak.hidden = true;
  });
  speak.addEventListener("submit", (event) => {
    event.preventDefault();
    socket.send(speak.elements.text.value);
    speak.reset();
  });
}
