// What a search box offers while one types: titles, numbers, terms and issuers, in either script or in pinyin.
// An ARIA combobox with a list: arrows choose, Enter takes, Escape closes. Without it the box is a plain form.

const WAIT = 120;

export function offerSuggestions() {
  const boxes = document.querySelectorAll("form[role=search] input[type=search][name=q][data-suggest]");
  boxes.forEach((input, number) => new Suggestions(input, `suggestions-${number}`));
}

class Suggestions {
  constructor(input, id) {
    this.input = input;
    this.list = list(id, input.getAttribute("aria-label"));
    this.shown = [];
    this.chosen = -1;
    input.after(this.list);
    setAll(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": id, "aria-expanded": "false" });
    input.addEventListener("input", (event) => event.isComposing || this.later());
    input.addEventListener("compositionend", () => this.later());
    input.addEventListener("keydown", (event) => this.pressed(event));
    input.addEventListener("blur", () => setTimeout(() => this.close(), WAIT));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  later() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const typed = this.input.value.trim();
    this.request?.abort();
    if (!typed) return this.close();
    this.request = new AbortController();
    try {
      const address = new URL(this.input.dataset.suggest, location.href);
      address.searchParams.set("q", typed);
      const answer = await fetch(address, { signal: this.request.signal });
      if (answer.ok) this.show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(found) {
    this.shown = found;
    this.chosen = -1;
    this.list.replaceChildren(...found.map((one, place) => this.line(one, place)));
    this.expand(found.length > 0 && document.activeElement === this.input);
  }

  line(one, place) {
    const item = document.createElement("li");
    setAll(item, { role: "option", id: `${this.list.id}-${place}`, "aria-selected": "false" });
    const link = document.createElement("a");
    setAll(link, { href: this.address(one), tabindex: "-1" });
    link.append(part("suggested", marked(one.text, one.spans), tag(one.lang)));
    if (one.other) link.append(" ", part("suggested-other", [one.other], tag(one.lang === "zh" ? "en" : "zh")));
    item.append(link);
    return item;
  }

  address(one) {
    if (one.href) return one.href;
    const form = this.input.form;
    return `${form.action}?${new URLSearchParams({ q: one.text })}`;
  }

  pressed(event) {
    // an input method is choosing characters: its keys are its own (229: the one that ends it, in Safari)
    if (event.isComposing || event.keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.shown.length) {
      event.preventDefault();
      this.expand(true);
      this.choose(turned(this.chosen + step, this.shown.length));
    } else if (event.key === "Enter" && this.chosen >= 0) {
      event.preventDefault();
      this.list.children[this.chosen].firstElementChild.click();
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    }
  }

  choose(place) {
    this.chosen = place;
    [...this.list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === place)));
    if (place < 0) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", this.list.children[place].id);
    this.list.children[place].scrollIntoView({ block: "nearest" });
  }

  expand(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    if (!open) this.choose(-1);
  }

  close() {
    clearTimeout(this.waiting);
    this.request?.abort();
    this.expand(false);
  }
}

// -1 stands for the box itself, which lies between the last and the first.
const turned = (place, count) => (place >= count ? -1 : place < -1 ? count - 1 : place);

function list(id, label) {
  const made = document.createElement("ul");
  setAll(made, { id, role: "listbox", class: "suggestions", "aria-label": label });
  made.hidden = true;
  return made;
}

function part(name, content, lang) {
  const made = document.createElement("span");
  setAll(made, { class: name, lang });
  made.append(...content);
  return made;
}

function marked(text, spans) {
  const characters = [...text]; // spans count code points
  const parts = [];
  let at = 0;
  for (const [start, end] of spans ?? []) {
    const mark = document.createElement("mark");
    mark.textContent = characters.slice(start, end).join("");
    parts.push(characters.slice(at, start).join(""), mark);
    at = end;
  }
  return [...parts, characters.slice(at).join("")];
}

function setAll(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

const tag = (lang) => (lang === "zh" ? "zh-Hans" : "en");
