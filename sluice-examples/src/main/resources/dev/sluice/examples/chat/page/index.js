// Chooses a room.

const form = document.querySelector("#choose");
const name = form.querySelector("#name");

form.addEventListener("submit", (event) => {
  event.preventDefault();
  location.href = `/chat/${encodeURIComponent(name.value)}/`;
});
name.focus();
