// What every page does with scripts. Without them each page is whole; they filter, search and remember.
import { lists } from "./lists.js";
import { recall, remember, root, usable, watch } from "./memory.js";
import { make, say } from "./phrases.js";
import { stale } from "./stale.js";

const place = location.pathname.slice(root.length);

function colours() {
  const page = document.documentElement;
  const buttons = [...document.querySelectorAll(".scheme")];
  const show = () => buttons.forEach((button) => { button.hidden = button.value !== page.dataset.scheme; });
  buttons.forEach((button, i) => button.addEventListener("click", () => {
    const next = buttons[(i + 1) % buttons.length];
    page.dataset.scheme = next.value;
    try {
      localStorage.setItem(`digest:${root}:scheme`, page.dataset.scheme);
    } catch { /* storage is refused: the choice holds on this page */ }
    document.dispatchEvent(new Event("digest:scheme"));
    show();
    next.focus();
  }));
  show();
}

// Opening an event's page is reading it; on the page of a keyword or an outlet it can be muted.
function page() {
  if (!usable() || !recall().on) return;
  const [, event] = place.match(/^events\/([^/]+)\/$/) ?? [];
  const files = document.querySelector(".head[data-files]")?.dataset.files;
  if (event && files) remember((memory) => { memory.read[event] = Number(files); });
  const [, kind, key] = place.match(/^(keywords|outlets)\/([^/]+)\/$/) ?? [];
  const button = document.querySelector(".head [data-mute]");
  if (!kind || !button) return;
  const name = document.querySelector("h1").textContent;
  button.addEventListener("click", () => remember(({ muted }) => {
    if (key in muted[kind]) delete muted[kind][key];
    else muted[kind][key] = name;
  }));
  watch(() => {
    const muted = key in recall().muted[kind];
    button.textContent = say(muted ? "unmute" : "mute");
    button.setAttribute("aria-pressed", muted);
    button.hidden = false;
  });
}

// A number's further marks lead to its first, which alone bears the whole address; scripts lead straight on.
function marks() {
  for (const mark of document.querySelectorAll(".event-main a[href^='#c']")) mark.href = document.querySelector(mark.hash).href;
}

// The box under the link to the search page, where hits appear as one types.
function bar() {
  const link = document.querySelector(".find-link");
  const box = make("input", {
    class: "box", type: "search", autocomplete: "off", autocapitalize: "none", spellcheck: "false",
    placeholder: link.textContent, "aria-label": say("searchBox"), "aria-keyshortcuts": "/",
  });
  link.after(box, make("div", { class: "found" }, make("p", { role: "status" }), make("ol", { class: "hits", hidden: "" })));
  return box;
}

// The index is fetched when the reader turns to the search box, not before.
function search() {
  const box = document.querySelector(".search-page input") ?? bar();
  const start = async () => (await import("./search.js")).start(box);
  if (box.closest(".search-page")) start();
  else {
    document.querySelector(".find").classList.add("is-live");
    box.addEventListener("focus", start, { once: true });
    box.addEventListener("keydown", ({ key }) => {
      if (key === "Enter" && box.value.trim()) location.assign(`${root}search/?q=${encodeURIComponent(box.value)}`);
    });
  }
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (box.checkVisibility()) box.focus();
    else location.assign(`${root}search/`);
  });
}

stale();
colours();
page();
marks();
lists();
search();
if (place === "memory/") import("./settings.js");
