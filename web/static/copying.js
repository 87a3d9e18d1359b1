// A passage's quotation mark opens, under the passage, what its own page shows, with buttons that copy.
// Escape closes it, and whoever came with the keyboard is back on the mark; its languages are changed in place.

import { say } from "./saying.js";

export function offerCopies() {
  addButtons(document);
  for (const link of document.querySelectorAll(".row > a.quote")) link.setAttribute("aria-expanded", "false");
  document.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const mark = event.target.closest(".row > a.quote");
    const language = event.target.closest(".rows .quoting .views a");
    if (!mark && !language) return;
    event.preventDefault();
    if (mark) toggle(mark, event.detail === 0);
    else exchange(language);
  });
  document.addEventListener("keydown", (event) => {
    const panel = event.key === "Escape" && (event.target.closest(".rows .quoting") ?? panelOf(event.target.closest(".row")));
    if (panel) close(panel);
  });
}

async function toggle(mark, byKey) {
  const row = mark.closest(".row");
  const open = panelOf(row);
  if (open) {
    close(open);
    return;
  }
  const panel = await fetched(mark.href);
  if (panelOf(row)) return; // asked for twice
  if (!panel) {
    location.assign(mark.href);
    return;
  }
  show(panel, (one) => row.after(one));
  mark.setAttribute("aria-expanded", "true");
  if (byKey) panel.focus();
}

async function exchange(language) {
  const old = language.closest(".quoting");
  const panel = await fetched(language.href);
  if (!panel) {
    location.assign(language.href);
    return;
  }
  show(panel, (one) => old.replaceWith(one));
  panel.querySelector(".views [aria-current]")?.focus();
}

function show(panel, put) {
  addButtons(panel);
  panel.tabIndex = -1;
  put(panel);
}

function close(panel) {
  const mark = panel.previousElementSibling.querySelector("a.quote");
  const inside = panel.contains(document.activeElement);
  panel.remove();
  mark.setAttribute("aria-expanded", "false");
  if (inside) mark.focus();
}

function panelOf(row) {
  const next = row?.nextElementSibling;
  return next?.matches(".quoting") ? next : null;
}

async function fetched(href) {
  try {
    const answer = await fetch(href);
    if (!answer.ok) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelector(".quoting");
  } catch {
    return null;
  }
}

function addButtons(where) {
  for (const text of where.querySelectorAll("[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text.dataset.copy;
    button.addEventListener("click", () => copy(text, button));
    text.before(button);
  }
}

async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text.textContent);
  } catch {
    getSelection().selectAllChildren(text); // no permission, or no secure connection: Ctrl+C copies what is chosen
    return;
  }
  button.textContent = document.body.dataset.copied;
  say(document.body.dataset.copied);
  setTimeout(() => { button.textContent = text.dataset.copy; }, 2000);
}
