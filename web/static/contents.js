// Marks the line of the contents that is being read.

export function trackContents() {
  const links = new Map();
  for (const link of document.querySelectorAll(".contents a[href^='#']")) {
    links.set(decodeURIComponent(link.hash.slice(1)), link);
  }
  const places = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  if (places.length === 0) return;

  let current = null;
  const update = () => {
    const line = 64; // a little below where a followed link puts its passage
    const passed = places.filter((place) => place.getBoundingClientRect().top <= line);
    const link = links.get((passed.at(-1) ?? places[0]).id);
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "location");
    keepInSight(link);
    current = link;
  };

  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; update(); });
  };
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon, { passive: true });
  update();
}

// Scrolls the list of contents, and never the page.
function keepInSight(link) {
  const list = link.closest(".contents");
  if (getComputedStyle(list).position !== "sticky") return;
  const box = list.getBoundingClientRect();
  const line = link.getBoundingClientRect();
  if (line.top < box.top) list.scrollTop -= box.top - line.top + 24;
  else if (line.bottom > box.bottom) list.scrollTop += line.bottom - box.bottom + 24;
}
