// Full text of the sources with Pagefind, where the site was built with it: an index a month, merged here.
import { root } from "./memory.js";
import { make, say } from "./phrases.js";

const PAUSE = 250; // after the last key: each query fetches parts of the index
const SHOWN = 10;
let pagefind = null;

async function open(names) {
  const folder = (name) => `${root}pagefind/${name}/`;
  const engine = await import(`${folder(names[0])}pagefind.js`);
  await engine.options({ baseUrl: root });
  for (const name of names.slice(1)) await engine.mergeIndex(folder(name), { baseUrl: root });
  return engine;
}

// The excerpt comes with <mark> around the hits and escaped text: taken apart, never parsed as HTML.
function excerpt(html) {
  const plain = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&amp;/g, "&");
  return html.split(/<\/?mark>/).map((text, i) => (i % 2 ? make("mark", {}, plain(text)) : plain(text)));
}

export async function search(query, manifest, page, stale) {
  const section = page.querySelector(".fulltext");
  if (!manifest.fulltext.length) return;
  await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
  if (stale()) return;
  section.hidden = query.trim().length < 3;
  if (section.hidden) return;
  pagefind ??= open(manifest.fulltext);
  const { results } = await (await pagefind).search(query);
  const found = await Promise.all(results.slice(0, SHOWN).map((result) => result.data()));
  if (stale()) return;
  section.querySelector(".note").textContent = found.length ? say("results", { n: results.length }) : say("noResult", { query });
  section.querySelector("ol").replaceChildren(...found.map(({ url, meta, excerpt: html }) => make("li", {},
    make("a", { href: url, dir: "auto" }, meta.title ?? url), make("p", { class: "hit-lede", dir: "auto" }, ...excerpt(html)))));
}
