// Events in lists: filtered by the reader's choice, marked as read or new since the last look, hidden when muted.
import { recall, remember, usable, watch } from "./memory.js";
import { language, make, say } from "./phrases.js";

const PAUSE = 30 * 60 * 1000; // a look that begins this long after the one before is a new one
const KINDS = ["topics", "outlets", "keywords", "langs"];

const entries = [...document.querySelectorAll(".entry, .brief")].map((element) => ({
  element,
  id: element.dataset.event,
  files: Number(element.dataset.files),
  title: element.querySelector("a").textContent,
  keys: Object.fromEntries(KINDS.map((kind) => [kind, (element.dataset[kind] ?? "").split(" ").filter(Boolean)])),
}));
const filters = document.querySelector(".filters");
const chosen = Object.fromEntries(KINDS.map((kind) => [kind, new Set()]));
const options = { unread: false, muted: false };
const storage = usable();
let looked = null; // how this look differs from the one before

export function lists() {
  if (!entries.length) return;
  if (filters) startFilters();
  if (storage && recall().on) startMemory();
  watch(show);
}

// ── Filters ──

function startFilters() {
  const asked = new URLSearchParams(location.search);
  for (const kind of KINDS) chosen[kind] = new Set(asked.getAll(kind));
  options.unread = asked.has("unread");
  for (const link of filters.querySelectorAll("[data-kind]")) {
    const { kind, value } = link.dataset;
    const button = make("button", { type: "button", class: "filter", "data-kind": kind, "data-value": value });
    button.append(...link.childNodes);
    if (kind === "langs") button.firstElementChild.textContent = languageName(value);
    button.addEventListener("click", () => {
      if (!chosen[kind].delete(value)) chosen[kind].add(value);
      show();
    });
    link.replaceWith(button);
  }
  for (const hidden of filters.querySelectorAll("[hidden]")) hidden.hidden = false;
  const more = filters.querySelector("details");
  if (more?.querySelector("[data-kind]") && KINDS.some((kind) => kind !== "topics" && chosen[kind].size)) more.open = true;
  filters.append(make("p", { class: "shown", role: "status" }));
}

function languageName(code) {
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(code);
  } catch {
    return code;
  }
}

const matches = (entry) => KINDS.every(
  (kind) => !chosen[kind].size || entry.keys[kind].some((key) => chosen[kind].has(key)),
);

function showFilters(hidden, visible) {
  for (const button of filters.querySelectorAll("[data-kind]")) {
    button.setAttribute("aria-pressed", chosen[button.dataset.kind].has(button.dataset.value));
  }
  const narrowed = KINDS.some((kind) => chosen[kind].size) || options.unread;
  const status = filters.querySelector(".shown");
  const parts = [];
  if (narrowed) parts.push(say("shown", { n: visible, all: entries.length }), command("clear", clear));
  if (hidden && !narrowed) parts.push(say("muted", { n: hidden }), command(options.muted ? "hideMuted" : "showMuted", () => {
    options.muted = !options.muted;
    show();
  }));
  // Only what changed is written: a screen reader reads this line out whenever it does.
  if (status.textContent !== parts.map((part) => part.textContent ?? part).join("")) status.replaceChildren(...parts);
  const query = new URLSearchParams(KINDS.flatMap((kind) => [...chosen[kind]].map((value) => [kind, value])));
  if (options.unread) query.set("unread", "");
  history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`);
}

function clear() {
  for (const kind of KINDS) chosen[kind].clear();
  options.unread = false;
  show();
  filters.querySelector(".filter")?.focus();
}

function command(phrase, act) {
  const button = make("button", { type: "button", class: "command" }, say(phrase));
  button.addEventListener("click", act);
  return button;
}

// ── Memory ──

function startMemory() {
  if (filters) look();
  for (const entry of entries) {
    entry.button = make("button", { type: "button", class: "command read" });
    entry.button.addEventListener("click", () => remember((memory) => {
      if (isRead(entry, memory)) delete memory.read[entry.id];
      else memory.read[entry.id] = entry.files;
    }));
    entry.element.querySelector(".entry-when, .brief-note").append(entry.button);
  }
  if (!filters) return;
  const unread = make("button", { type: "button", class: "filter unread", "aria-pressed": options.unread }, say("unread"));
  unread.addEventListener("click", () => {
    options.unread = !options.unread;
    show();
  });
  filters.querySelector(".filters-first").append(make("li", {}, unread));
}

function look() {
  const now = Date.now();
  remember((memory) => {
    if (!memory.visit || now - memory.visit.time > PAUSE) {
      memory.last = memory.visit;
      memory.visit = { time: now, seen: { ...memory.visit?.seen } };
    }
    for (const entry of entries) memory.visit.seen[entry.id] = entry.files;
    looked = memory.last;
  });
  if (!looked) return;
  const fresh = entries.filter((entry) => !(entry.id in looked.seen));
  const grown = entries.filter((entry) => entry.files > looked.seen[entry.id]);
  for (const [list, phrase] of [[fresh, "fresh"], [grown, "grown"]]) {
    for (const { element } of list) {
      element.querySelector(".entry-when, .brief-note").append(make("span", { class: "mine" }, say(phrase)));
    }
  }
  const when = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" }).format(looked.time);
  const phrase = fresh.length + grown.length ? "since" : "sinceNone";
  const line = say(phrase, { when, fresh: fresh.length, grown: grown.length });
  document.querySelector(".head .summary").after(make("p", { class: "since" }, line));
}

// An event that has grown since it was read is not read any more.
const isRead = (entry, memory) => memory.read[entry.id] >= entry.files;

// An outlet that is muted hides only what nobody else reports.
const isMuted = ({ keys }, { muted }) =>
  keys.keywords.some((key) => key in muted.keywords)
  || (keys.outlets.length > 0 && keys.outlets.every((key) => key in muted.outlets));

function show() {
  const memory = recall();
  let hidden = 0;
  let visible = 0;
  for (const entry of entries) {
    const active = storage && memory.on;
    const read = active && isRead(entry, memory);
    const muted = active && isMuted(entry, memory);
    hidden += muted;
    entry.element.classList.toggle("is-read", read);
    entry.element.hidden = (muted && !options.muted) || (options.unread && read) || !matches(entry);
    visible += !entry.element.hidden;
    if (!entry.button) continue;
    entry.button.hidden = !active;
    entry.button.textContent = say(read ? "isRead" : "markRead");
    entry.button.setAttribute("aria-pressed", read);
    entry.button.setAttribute("aria-label", `${say("markRead")}: ${entry.title}`);
  }
  const also = document.querySelector(".also");
  if (also) also.hidden = !also.querySelector(".brief:not([hidden])");
  filters?.querySelector(".unread")?.setAttribute("aria-pressed", options.unread);
  if (filters) showFilters(hidden, visible);
}
