// A passage's quotation mark opens, under the passage, what its own page shows, with buttons that copy.

export function offerCopies() {
  addButtons(document);
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".row > a.quote");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    toggle(link);
  });
}

async function toggle(link) {
  const row = link.closest(".row");
  const open = row.nextElementSibling;
  if (open?.matches(".quoting")) {
    open.remove();
    link.setAttribute("aria-expanded", "false");
    return;
  }
  link.setAttribute("aria-expanded", "true");
  const panel = await fetched(link.href);
  if (!panel) {
    location.assign(link.href);
  } else if (!row.nextElementSibling?.matches(".quoting")) {
    addButtons(panel);
    row.after(panel);
  }
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
    button.textContent = document.body.dataset.copied;
  } catch {
    getSelection().selectAllChildren(text); // no permission, or no secure connection: Ctrl+C copies what is chosen
    return;
  }
  setTimeout(() => { button.textContent = text.dataset.copy; }, 2000);
}
