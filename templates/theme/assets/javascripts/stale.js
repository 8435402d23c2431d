// The page cannot know when it is read: the browser tells whether the newest edition is old.
import { say } from "./phrases.js";

const DAY = 24 * 60 * 60 * 1000;

export function stale() {
  const head = document.querySelector("[data-stale-after]");
  if (!head) return;
  const days = Math.floor((Date.now() - Date.parse(`${head.dataset.edition}T00:00:00Z`)) / DAY);
  if (!(days >= Number(head.dataset.staleAfter))) return;
  const note = head.querySelector(".stale");
  note.textContent = say("stale", { days });
  note.hidden = false;
}
