// The page on which readers see, carry away and delete what their browser remembers.
import { checked, forget, recall, remember, usable, watch } from "./memory.js";
import { make, say } from "./phrases.js";

const page = document.querySelector(".memory");
const part = (name) => page.querySelector(`[data-part="${name}"]`);
const status = page.querySelector("[role=status]");

function show() {
  const memory = recall();
  part("on").checked = memory.on;
  part("read").textContent = say("remembered", { n: Object.keys(memory.read).length });
  for (const kind of ["keywords", "outlets"]) {
    const muted = Object.entries(memory.muted[kind]);
    part(kind).closest("section").hidden = !muted.length;
    part(kind).replaceChildren(...muted.map(([key, name]) => {
      const button = make("button", { type: "button", class: "command", "aria-label": `${say("unmute")}: ${name}` }, say("unmute"));
      button.addEventListener("click", () => remember((found) => { delete found.muted[kind][key]; }));
      return make("li", {}, make("bdi", {}, name), " ", button);
    }));
  }
}

function save() {
  const text = JSON.stringify(recall(), null, 1);
  const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: "application/json" })), download: "digest-memory.json" });
  link.click();
  URL.revokeObjectURL(link.href);
}

async function load({ target }) {
  try {
    const memory = checked(JSON.parse(await target.files[0].text()));
    remember((found) => Object.assign(found, memory));
    status.textContent = say("imported");
  } catch {
    status.textContent = say("notImported");
  }
  target.value = "";
}

if (usable()) {
  part("on").addEventListener("change", ({ target }) => remember((memory) => { memory.on = target.checked; }));
  part("unread").addEventListener("click", () => remember((memory) => { memory.read = {}; }));
  part("export").addEventListener("click", save);
  part("import").addEventListener("change", load);
  part("forget").addEventListener("click", () => {
    forget();
    status.textContent = say("forgotten");
  });
  watch(show);
  page.querySelector(".memory-live").hidden = false;
} else {
  page.querySelector(".memory-refused").hidden = false;
}
