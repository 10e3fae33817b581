// In a meeting's room: the clock, what waits for the net, and the agenda that goes on without it.
// Without this file: the time when the item ends stands in words, and everything works by its buttons.

const MINUTE = 60_000;
const PAUSE = 1500; // milliseconds without a key
const ahead = new WeakMap(); // how far the server's clock is ahead of this device's, by clock on the page

function tick() {
  for (const clock of document.querySelectorAll("[data-ends]")) {
    if (!ahead.has(clock)) ahead.set(clock, Date.parse(clock.dataset.now) - Date.now());
    const minutes = Math.ceil((Date.parse(clock.dataset.ends) - Date.now() - ahead.get(clock)) / MINUTE);
    const words = minutes > 0 ? `${minutes} ${clock.dataset.left}` : minutes < 0 ? `${-minutes} ${clock.dataset.past}` : clock.dataset.out;
    if (clock.textContent !== words) clock.textContent = words;
    clock.toggleAttribute("data-over", minutes < 0);
  }
}

// ---- lines that wait

function showWaiting({ detail }) {
  const list = document.querySelector("[data-waiting]");
  const text = detail?.line && detail.fields.find(([name]) => name === "text")?.[1];
  if (!list || !text) return;
  const item = document.createElement("li");
  item.textContent = text;
  list.append(item);
}

const hideWaiting = () => document.querySelector("[data-waiting]")?.replaceChildren();

// ---- without a net the next item is shown from the agenda that stands here already

function goOn({ detail }) {
  const key = detail.url.endsWith("/ga/") && detail.fields.find(([name]) => name === "item")?.[1];
  const rows = [...document.querySelectorAll("[data-minutes]")];
  const at = rows.findIndex((row) => row.dataset.key === key);
  const scene = document.getElementById("scen");
  if (at < 0 || !scene) return;
  rows.forEach((row, n) => (n === at ? row.setAttribute("aria-current", "step") : row.removeAttribute("aria-current")));
  scene.dataset.part = `without-net.${key}`;
  const heading = document.createElement("h1");
  heading.textContent = rows[at].querySelector("div").textContent;
  const clock = document.createElement("p");
  clock.className = "room-clock";
  const old = document.querySelector("[data-clock-words]").dataset;
  const now = new Date();
  Object.assign(clock.dataset, { left: old.left, past: old.past, out: old.out, now: now.toISOString() });
  clock.dataset.ends = new Date(now.getTime() + rows[at].dataset.minutes * MINUTE).toISOString();
  scene.replaceChildren(clock, heading);
  for (const [name, step] of [["next", 1], ["back", -1]]) {
    const button = document.querySelector(`[data-key-${name}]`);
    if (button && rows[at + step]) button.value = rows[at + step].dataset.key;
  }
  document.getElementById("styr").dataset.part = scene.dataset.part;
  tick();
}

// ---- a group's words are saved as they are written

let saving;
document.addEventListener("input", ({ target }) => {
  const form = target.closest?.("form[data-autosave]");
  if (!form) return;
  clearTimeout(saving);
  saving = setTimeout(() => form.requestSubmit(), PAUSE);
});

document.addEventListener("live:away", showWaiting);
document.addEventListener("live:away", goOn);
document.addEventListener("live:sent", hideWaiting);
document.addEventListener("live:fresh", tick);
tick();
setInterval(tick, 1000);
