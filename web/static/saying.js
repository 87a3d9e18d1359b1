// What is said to a reader who cannot see it happen: one live region for the page, there before anything is said in it.

let region = null;

export function prepareToSay() {
  region = document.createElement("div");
  region.className = "unseen";
  region.setAttribute("role", "status");
  document.body.append(region);
}

export function say(words) {
  if (!region) return;
  region.textContent = "";
  setTimeout(() => { region.textContent = words; }, 50); // the same words twice are said twice
}
