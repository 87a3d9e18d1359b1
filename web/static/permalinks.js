// Following a passage's link also copies its address.

import { say } from "./saying.js";

export function copyPermalinks() {
  for (const link of document.querySelectorAll("a[data-permalink]")) {
    link.addEventListener("click", () => copy(link));
  }
}

async function copy(link) {
  const address = new URL(location.pathname + link.hash, location.origin);
  try {
    await navigator.clipboard.writeText(address.href);
  } catch {
    return; // no permission, or no secure connection: the address bar has it
  }
  const said = document.createElement("span");
  said.className = "copied";
  said.setAttribute("aria-hidden", "true"); // it is no part of the link's name
  said.textContent = document.body.dataset.copied;
  link.append(said);
  say(document.body.dataset.copied);
  setTimeout(() => said.remove(), 2000);
}

// Changing the view or the language stays at the passage.
export function keepPlace() {
  for (const link of document.querySelectorAll("a[data-keeps-place]")) {
    link.addEventListener("click", () => { link.hash = location.hash; });
  }
}
