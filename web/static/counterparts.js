// The sentence under the pointer, or chosen with the arrow keys, lights up together with its counterpart.
// A row is one tab stop: → and ← walk through its sentences, Enter goes to the counterpart, Escape back to the row's link.

export function lightCounterparts() {
  const rows = document.querySelector(".rows.view-both");
  if (!rows?.querySelector("[data-unit]")) return;
  rows.classList.add("by-sentence");
  rows.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "touch") light(sentenceOf(event.target)); // a finger that scrolls lights nothing; a tap does
  });
  rows.addEventListener("pointerleave", () => light(sentenceOf(document.activeElement)));
  rows.addEventListener("click", (event) => light(sentenceOf(event.target)));
  rows.addEventListener("focusin", (event) => light(sentenceOf(event.target)));
  rows.addEventListener("focusout", () => light(null));
  rows.addEventListener("keydown", walk);
}

let lit = [];

function light(sentence) {
  for (const one of lit) one.classList.remove("lit");
  lit = sentence ? parts(sentence.closest(".row")).filter((one) => one.dataset.unit === sentence.dataset.unit) : [];
  for (const one of lit) one.classList.add("lit");
}

function walk(event) {
  const act = ACTIONS[event.key];
  const row = event.target.closest(".row");
  if (!act || !row || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (!event.target.matches(".margin, [data-unit]")) return;
  const next = act(event.target, row);
  if (!next) return;
  event.preventDefault();
  if (next.matches("[data-unit]")) next.tabIndex = -1;
  next.focus({ preventScroll: true, focusVisible: true });
  next.scrollIntoView({ block: "nearest" });
}

const ACTIONS = {
  ArrowRight: (here, row) => beside(here, row, 1),
  ArrowLeft: (here, row) => beside(here, row, -1),
  Enter: (here, row) => here.dataset.unit && sentences(row).find((one) => one.dataset.unit === here.dataset.unit && cell(one) !== cell(here)),
  Escape: (here, row) => here.dataset.unit && row.querySelector(".margin"),
};

function beside(here, row, step) {
  const all = [row.querySelector(".margin"), ...sentences(row)];
  return all[all.indexOf(here) + step];
}

// Of a sentence that a link divides, the first part.
function sentences(row) {
  const met = new Set();
  return parts(row).filter((one) => {
    const name = `${cell(one).lang} ${one.dataset.unit}`;
    return !met.has(name) && met.add(name);
  });
}

const parts = (row) => [...row.querySelectorAll("[data-unit]")];
const cell = (sentence) => sentence.closest(".cell");
const sentenceOf = (element) => element?.closest?.("[data-unit]") ?? null;
