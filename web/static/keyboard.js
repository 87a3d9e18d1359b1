// Keys: / search, j k passages, [ ] marked words, v view. They can be switched off (WCAG 2.1.4).

const STORED = "shortcuts";

export function followShortcuts() {
  let on = remembered() !== "off";
  offerSwitch(on, (value) => { on = value; });
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (!on || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = ACTIONS[event.key];
    if (act && act()) event.preventDefault();
  });
}

const ACTIONS = {
  "/": () => focus([...document.querySelectorAll("input[type=search]")].find((input) => input.offsetParent)),
  j: () => step(".row > .margin, .result h2 a", 1),
  k: () => step(".row > .margin, .result h2 a", -1),
  "]": () => step("main mark", 1),
  "[": () => step("main mark", -1),
  v: () => nextView(),
};

// Moves to the next or previous of some elements, counted from the focused one, else from what is in sight.
function step(selector, direction) {
  const all = [...document.querySelectorAll(selector)];
  const here = all.indexOf(document.activeElement);
  const next = here >= 0 ? here + direction : nearest(all, direction);
  return focus(all[Math.max(0, Math.min(all.length - 1, next))]);
}

function nearest(all, direction) {
  const from = all.findIndex((element) => element.getBoundingClientRect().top >= 0);
  if (direction > 0) return from < 0 ? all.length - 1 : from;
  return from < 0 ? all.length - 1 : from - 1;
}

function focus(element) {
  if (!element) return false;
  if (element.matches("mark")) element.tabIndex = -1;
  element.focus({ preventScroll: true, focusVisible: true });
  element.scrollIntoView({ block: "center" });
  return true;
}

function nextView() {
  const views = [...document.querySelectorAll("a[data-view]")];
  const current = views.findIndex((link) => link.hasAttribute("aria-current"));
  if (views.length === 0) return false;
  views[(current + 1) % views.length].click();
  return true;
}

function offerSwitch(on, change) {
  const foot = document.querySelector(".foot p");
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = on;
  box.addEventListener("change", () => {
    remember(box.checked ? "on" : "off");
    change(box.checked);
  });
  const { shortcuts, shortcutKeys } = document.body.dataset;
  label.append(box, ` ${shortcuts}: ${shortcutKeys}`);
  foot.append(document.createElement("br"), label);
}

function remembered() {
  try { return localStorage.getItem(STORED); } catch { return null; }
}

function remember(value) {
  try { localStorage.setItem(STORED, value); } catch { /* private window: for this page only */ }
}
