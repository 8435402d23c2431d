// Search over every edition: a small index in monthly parts, fetched newest first and only as far as needed.
import { root } from "./memory.js";
import { language, make, say } from "./phrases.js";

const INDEX = new URL("../../data/search/", import.meta.url);
const ENOUGH = 200; // hits after which no older part is fetched
const AHEAD = 8; // parts fetched at once
const SHOWN = { box: 7, page: 30 };

const MARKS = /\p{M}+/gu;
const BREAKS = /[^\p{L}\p{N}]+/gu;
const WORDS = /[\p{L}\p{M}\p{N}]+/gu;
const SPACED = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]+$/u;
const ASCII = /^[\0-\x7f]*$/;

export const fold = (text) => (ASCII.test(text) ? text : text.normalize("NFKD").replace(MARKS, ""))
  .toLowerCase().replace(BREAKS, " ").trim();

// ── The index ──

const get = async (name) => (await fetch(new URL(name, INDEX))).json();
let manifest = null;
const parts = [];

const open = () => { manifest ??= get("manifest.json"); return manifest; };

async function part(i) {
  const { parts: listed } = await open();
  for (let next = i; next < Math.min(i + AHEAD, listed.length) && (i > 0 || next === 0); next += 1) {
    parts[next] ??= get(`${listed[next].name}.json`).then(({ events }) => events.map(entry));
  }
  return parts[i];
}

// Folded once, when the part arrives; a space before each word makes a prefix of a word a plain substring.
const entry = ([id, title, lede, day, lang, keywords, names]) => ({
  id, title, lede, day, lang,
  fields: [[` ${fold(title)} `, 6], [` ${fold(`${keywords.join(" ")} ${names}`)} `, 3], [` ${fold(lede)} `, 1]],
});

// Scripts that write words apart are matched by the beginning of a word, others anywhere.
function score({ fields }, words) {
  let sum = 0;
  for (const word of words) {
    let best = 0;
    for (const [text, weight] of fields) {
      if (text.includes(word.start)) best = Math.max(best, text.includes(word.whole) ? weight + 1 : weight);
    }
    if (!best) return 0;
    sum += best;
  }
  return sum;
}

const wordsOf = (query) => fold(query).split(" ").filter(Boolean).map((word) => ({
  word, start: SPACED.test(word) ? ` ${word}` : word, whole: ` ${word} `,
}));

// Gives the hits, best first, to `show` before each wait for a part, and at the end.
export async function find(query, show, stale = () => false) {
  const words = wordsOf(query);
  const hits = [];
  if (!words.length) return show([], words, true);
  const { parts: listed } = await open();
  let i = 0;
  let said = 0;
  for (; i < listed.length && hits.length < ENOUGH; i += 1) {
    if (!parts[i + 1] && hits.length > said) {
      show(best(hits), words, false); // the next part has to be waited for
      said = hits.length;
    }
    const events = await part(i);
    if (stale()) return undefined;
    for (const event of events) {
      const points = score(event, words);
      if (points) hits.push({ event, points });
    }
  }
  return show(best(hits), words, true, i < listed.length);
}

const best = (hits) => [...hits].sort((a, b) => b.points - a.points).map(({ event }) => event);

// ── What is shown ──

function marked(text, words) {
  const pieces = [];
  let end = 0;
  for (const { 0: token, index } of text.matchAll(WORDS)) {
    const folded = fold(token);
    if (!words.some(({ word, start }) => (start === word ? folded.includes(word) : folded.startsWith(word)))) continue;
    pieces.push(text.slice(end, index), make("mark", {}, token));
    end = index + token.length;
  }
  return [...pieces, text.slice(end)];
}

const day = (date) => date
  ? new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(date))
  : say("undated");

function item({ id, title, lede, day: date, lang }, words) {
  const tongue = lang === "und" ? { dir: "auto" } : { dir: "auto", lang };
  const link = make("a", { href: `${root}events/${encodeURIComponent(id)}/`, ...tongue }, ...marked(title, words));
  return make("li", {}, link,
    make("p", { class: "hit-lede", ...tongue }, ...marked(lede, words)), make("p", { class: "note" }, day(date)));
}

export function start(box) {
  const page = box.closest(".search-page");
  const list = (page ?? box.closest(".find")).querySelector(".hits");
  const status = (page ?? box.closest(".find")).querySelector("[role=status]");
  let turn = 0;

  const show = (query) => (events, words, done, more) => {
    const shown = events.slice(0, page ? SHOWN.page : SHOWN.box);
    const held = list.contains(document.activeElement) && document.activeElement.href;
    list.replaceChildren(...shown.map((event) => item(event, words)));
    if (!page && events.length > shown.length) {
      list.append(make("li", {}, make("a", { class: "all", href: all(query) }, say("allResults"))));
    }
    list.hidden = !shown.length;
    // Older parts may arrive while the reader is in the list: what has the focus keeps it.
    if (held) ([...list.querySelectorAll("a")].find(({ href }) => href === held) ?? box).focus();
    if (!done) return;
    const n = more ? `${events.length}+` : events.length;
    if (!words.length) status.textContent = "";
    else status.textContent = events.length ? say("results", { n }) : say("noResult", { query });
  };

  const all = (query) => `${root}search/?q=${encodeURIComponent(query)}`;

  const ask = async () => {
    const mine = ++turn;
    const query = box.value;
    if (page) history.replaceState(null, "", query ? all(query) : `${root}search/`);
    try {
      await find(query, show(query), () => mine !== turn);
    } catch {
      status.textContent = say("noIndex");
    }
    if (page) (await import("./fulltext.js")).search(query, await manifest, page, () => mine !== turn);
  };

  const close = () => {
    list.hidden = true;
    status.textContent = "";
  };

  box.addEventListener("input", ask);
  (page ?? box.closest(".find")).addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && !list.hidden) (links[at + 1] ?? links[at]).focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? box).focus();
    else if (event.key === "Escape") {
      if (document.activeElement === box) box.value = "";
      box.focus();
      if (!page) close();
      else if (!box.value) ask();
    } else if (event.key === "Enter" && event.target === box && page) links[0]?.focus();
    else return;
    event.preventDefault();
  });
  if (page) {
    box.value ||= new URLSearchParams(location.search).get("q") ?? ""; // typed while this script was fetched, or asked for
    box.focus();
  } else {
    box.closest(".find").addEventListener("focusout", ({ relatedTarget }) => {
      if (!box.closest(".find").contains(relatedTarget)) close();
    });
    box.addEventListener("focus", ({ relatedTarget }) => {
      if (box.value && !box.closest(".find").contains(relatedTarget)) ask();
    });
  }
  part(0).catch(() => { status.textContent = say("noIndex"); });
  if (box.value) ask();
}
