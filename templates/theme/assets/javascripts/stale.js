// The page cannot know when it is read: the browser tells whether the newest edition is old.
import { language, say } from "./phrases.js";

const DAY = 24 * 60 * 60 * 1000;

export function stale() {
  const note = document.querySelector(".stale");
  if (!note) return;
  const { edition, staleAfter } = note.dataset;
  const show = () => {
    const now = new Date(); // the reader's day, as a calendar has it
    const days = (Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) - Date.parse(edition)) / DAY;
    const text = days >= Math.max(staleAfter, 1) ? say("stale", { age: inDays(days) }) : "";
    if (note.textContent !== text) note.textContent = text; // a screen reader reads it out whenever it changes
  };
  show();
  document.addEventListener("visibilitychange", show); // the page may have stood open overnight
}

const inDays = (days) => new Intl.NumberFormat(language, { style: "unit", unit: "day", unitDisplay: "long" }).format(days);
