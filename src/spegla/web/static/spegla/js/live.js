// Keeps a page in the room as new as the room, and what is written on it until the server has it.
// Without this file: a button to fetch the page again, and an ordinary form.

const PACE = 500; // milliseconds between two questions; nearly always the answer is that nothing is new
const SLOWEST = 3000; // when the server is slow to answer, everybody asks more seldom
const LONGEST = 10000; // a phone that has slept may wait on a line that is dead: then it asks anew
const PREFIX = "spegla-rum-";
const DOOR = "/rum/";
const root = document.querySelector("[data-live]");
const kind = root?.dataset.live;
const store = `${PREFIX}${root?.dataset.store}-`;
const PENDING = `${store}pending`;
const said = root?.querySelector("[data-status]");
let timer, asking = false, sending = false, away = false;

const say = (words) => { if (said && said.textContent !== words) said.textContent = words; };
const held = new Map(); // where the browser keeps nothing for us: until the page is closed
function stored(key) {
  try { return JSON.parse(localStorage.getItem(key)) ?? held.get(key) ?? null; } catch { return held.get(key) ?? null; }
}
function keep(key, value) {
  held.delete(key);
  try { value === null ? localStorage.removeItem(key) : localStorage.setItem(key, JSON.stringify(value)); } catch { held.set(key, value); }
}
const keys = () => { try { return Object.keys(localStorage); } catch { return []; } };
function forgetAll() {
  held.clear();
  for (const key of keys()) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
}

// ---- what is written, until it is saved: a draft holds for the version it was based on

const draftKey = (form) => `${store}${form.dataset.draft}`;
const written = (form) => [...new FormData(form)].filter(([name]) => !["csrfmiddlewaretoken", "based_on", "request_key"].includes(name));

const ofAnyVersion = (key) => key.slice(0, key.lastIndexOf(".") + 1);
function dropOlder(key) {
  for (const other of keys()) {
    if (other.startsWith(ofAnyVersion(key)) && other !== key) localStorage.removeItem(other);
  }
}

function restore() {
  for (const form of root.querySelectorAll("form[data-draft]")) {
    dropOlder(draftKey(form));
    const draft = stored(draftKey(form));
    for (const [name, value] of draft ?? []) {
      for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (field.type === "radio" || field.type === "checkbox") field.checked = field.value === value;
        else if (field.type !== "submit") field.value = value;
        if (value) field.closest("details")?.setAttribute("open", "");
      }
    }
  }
}

document.addEventListener("input", ({ target }) => {
  const form = target.closest?.("form[data-draft]");
  if (form && root) keep(draftKey(form), written(form));
});

// ---- the page, part by part

// A form stays while somebody writes in it; saving it then shows both texts.
function isWrittenIn(here, part) {
  const sends = (where) => [...(where?.querySelectorAll("form[data-draft]") ?? [])];
  const there = new Set(sends(part).map((form) => form.getAttribute("action")));
  return sends(here).some((form) => there.has(form.getAttribute("action")) && stored(draftKey(form)));
}

const parsed = (text) => new DOMParser().parseFromString(text, "text/html");

async function take(answer, refused = "") {
  const page = parsed(await answer.text());
  const fresh = page.querySelector("[data-live]");
  if (!fresh || fresh.dataset.live !== kind) return location.assign(answer.ok ? answer.url : root.dataset.page);
  const { shows, poll, answered = "", code } = fresh.dataset;
  Object.assign(root.dataset, { shows, poll, answered });
  for (const place of document.querySelectorAll("[data-room-code]")) place.textContent = code ?? place.textContent;
  const parts = [...fresh.querySelectorAll("[data-part]")];
  for (const old of root.querySelectorAll("[data-part]")) if (!parts.some((part) => part.id === old.id)) old.remove();
  for (const part of parts) put(part, refused);
  shown(page.title);
}

// What was refused is shown as it came back, also where somebody writes.
function put(part, refused = "") {
  const here = document.getElementById(part.id);
  const again = refused && here?.querySelector(`form[action="${CSS.escape(refused)}"]`);
  if (!again && (here?.dataset.part === part.dataset.part || isWrittenIn(here, part))) return;
  const focused = here?.contains(document.activeElement);
  here ? here.replaceWith(part) : root.append(part);
  if (focused) { part.tabIndex = -1; part.focus({ preventScroll: true }); }
  const heard = part.id === "scen" && root.querySelector("[data-heard]");
  if (heard) heard.textContent = part.querySelector("h1")?.textContent ?? "";
}

function shown(title) {
  document.title = title || `${root.querySelector("h1")?.textContent} – Spegla`;
  restore();
  document.dispatchEvent(new Event("live:fresh"));
  if (root.dataset.shows === "over") forgetAll();
}

// The number, and below it what all phones show alike. What one has answered oneself, only one's own page knows.
async function hear(text) {
  const end = text.indexOf("\n");
  const shows = end < 0 ? text : text.slice(0, end);
  if (shows === root.dataset.shows) return;
  const part = parsed(text.slice(end + 1)).querySelector("[data-part]");
  if (!part || root.dataset.answered.split(" ").includes(part.dataset.asks)) return fetchPage();
  for (const field of part.querySelectorAll("[name=request_key]")) field.value = ownKey();
  root.dataset.shows = shows;
  put(part);
  shown("");
}

const ownKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");

// Within the limit, so that the next question is not kept waiting.
const answerOf = (url, how) => fetch(url, { ...how, cache: "no-store", signal: AbortSignal.timeout?.(LONGEST) });
const fetchPage = async () => take(await answerOf(root.dataset.page, { headers: { "HX-Request": "true" } }));

async function ask() {
  clearTimeout(timer);
  if (asking || document.hidden || !root.dataset.poll || root.dataset.shows === "over") return;
  asking = true;
  let took = 0;
  try {
    await sendPending();
    const began = performance.now();
    const headers = { "If-None-Match": `"${root.dataset.shows}"` };
    const answer = await answerOf(root.dataset.poll, { headers, credentials: "omit" });
    took = performance.now() - began;
    if (answer.status === 200) await hear(await answer.text());
    if (away) say("");
    away = false;
  } catch {
    away = true;
    say(waiting().length ? root.dataset.offline : root.dataset.away);
  } finally {
    asking = false;
    const pause = Math.min(SLOWEST, Math.max(away ? 2 * PACE : PACE, 4 * took));
    timer = setTimeout(ask, pause * (0.85 + 0.3 * Math.random()));
  }
}

// ---- what is sent, now or when the net is back, in its order; the same request key makes a repeat harmless

const waiting = () => [stored(PENDING) ?? []].flat();
const tell = (what, detail) => document.dispatchEvent(new CustomEvent(what, { detail }));

async function sendPending() {
  if (sending) return;
  sending = true;
  try {
    for (let [next, ...rest] = waiting(); next; [next, ...rest] = waiting()) {
      const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
      const waited = Math.max(0, Math.round((Date.now() - next.at) / 1000));
      const body = new URLSearchParams([...next.fields, ["csrfmiddlewaretoken", token], ["waited", waited]]);
      const answer = await answerOf(next.url, { method: "POST", body, headers: { "HX-Request": "true" } });
      if (answer.status >= 500) throw new Error("not saved");
      if (new URL(answer.url).pathname === DOOR) return location.assign(answer.url); // it is sent when one has come in again
      const left = waiting().slice(1);  // more may have come while this one was on its way
      keep(PENDING, left.length ? left : null);
      if (answer.ok && next.draft && isAsSent(next)) keep(next.draft, null);
      if (left.length && answer.ok) continue;
      await take(answer, answer.ok ? "" : next.url);
      tell("live:sent");
      if (answer.ok) say(next.line ? root.dataset.caught : root.dataset.saved ?? "");
    }
  } finally {
    sending = false;
  }
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!root || !form.matches("form.own-form, form[data-queue]")) return;
  event.preventDefault();
  const fields = [...new FormData(form, event.submitter)].filter(([name]) => name !== "csrfmiddlewaretoken");
  const line = form.dataset.queue === "line";
  const sent = { url: form.getAttribute("action"), fields, draft: form.dataset.draft && !line ? draftKey(form) : null, at: Date.now(), line };
  keep(PENDING, [...waiting(), sent]);
  if (line) nextLine(form);
  tell("live:waiting", sent);
  try {
    await sendPending();
  } catch {
    away = true;
    say(root.dataset.offline);
    tell("live:away", sent);
  }
});

// Unless more has been written since.
const isAsSent = ({ draft, fields }) => (stored(draft) ?? []).every(([name, value]) => fields.some(([sent, as]) => sent === name && as === value));

// The line is on its way; the next can be written at once.
function nextLine(form) {
  form.elements.text.value = "";
  form.elements.request_key.value = ownKey();
  keep(draftKey(form), null);
  form.elements.text.focus();
}

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-refresh]")) return;
  event.preventDefault();
  fetchPage().catch(() => say(root.dataset.away));
});

if (kind === "left" || root?.dataset.shows === "over") forgetAll();
else if (root) {
  restore();
  document.addEventListener("visibilitychange", ask);
  for (const event of ["online", "pageshow", "focus"]) addEventListener(event, ask);
  timer = setTimeout(ask, PACE);
}
