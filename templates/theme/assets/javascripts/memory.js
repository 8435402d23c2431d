// What this browser remembers for its reader. It stays here: nothing is ever sent anywhere.
export const root = new URL("../../", import.meta.url).pathname;

const KEY = `digest:${root}:memory`;
const MOST = 1000; // events remembered: about three months of a large edition, 60 KB

const counts = (value) => Object.fromEntries(
  Object.entries(value ?? {}).filter(([id, n]) => id.length < 100 && Number.isInteger(n)).slice(-MOST),
);
const names = (value) => Object.fromEntries(
  Object.entries(value ?? {}).filter(([id, name]) => id.length < 100 && typeof name === "string").slice(-MOST)
    .map(([id, name]) => [id, name.slice(0, 200)]),
);
const visit = (value) => Number.isFinite(value?.time) ? { time: value.time, seen: counts(value.seen) } : null;

// A memory from untrusted data: only what has the right form is kept.
export function checked(data) {
  if (data?.version !== 1) throw new TypeError("not a memory of version 1");
  return {
    version: 1,
    on: data.on !== false,
    read: counts(data.read), // event: number of files when it was read
    muted: { keywords: names(data.muted?.keywords), outlets: names(data.muted?.outlets) },
    visit: visit(data.visit), // this look at the front page
    last: visit(data.last), // the look before it
  };
}

export function usable() {
  try {
    localStorage.setItem(`${KEY}?`, "");
    localStorage.removeItem(`${KEY}?`);
    return true;
  } catch {
    return false;
  }
}

export function recall() {
  try {
    return checked(JSON.parse(localStorage.getItem(KEY)));
  } catch {
    return checked({ version: 1 });
  }
}

export function remember(change) {
  const memory = recall();
  change(memory);
  try {
    localStorage.setItem(KEY, JSON.stringify(checked(memory)));
  } catch { /* storage is full or refused: the page goes on without it */ }
  document.dispatchEvent(new Event("digest:memory"));
}

export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch { /* storage is refused: there is nothing to forget */ }
  document.dispatchEvent(new Event("digest:memory"));
}

// Call it now and whenever the memory changes: in this tab, in another, or while the page waited behind "Back".
export function watch(show) {
  document.addEventListener("digest:memory", show);
  addEventListener("storage", (event) => { if (event.key === KEY || event.key === null) show(); });
  addEventListener("pageshow", ({ persisted }) => { if (persisted) show(); });
  show();
}
