const MOST = 12;

/** Let people type a name, in any script, where they would have to look for it in a long list of records (`data-also`). */
export function chooseByTyping(root = document) {
  for (const select of root.querySelectorAll("select:has(option[data-also])")) new Choice(select);
}

/** A field to type in before a select, which stays what the form sends. The field takes over its id and so its label. */
class Choice {
  constructor(select) {
    this.select = select;
    this.options = [...select.options].filter((option) => option.value);
    const label = document.querySelector(`label[for="${select.id}"]`)?.textContent ?? "";
    this.list = made("ul", { role: "listbox", id: `${select.id}-found`, "aria-label": label });
    this.field = made("input", {
      id: select.id,
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      "aria-autocomplete": "list",
      "aria-controls": this.list.id,
    });
    for (const name of ["aria-describedby", "aria-invalid"]) {
      if (select.hasAttribute(name)) this.field.setAttribute(name, select.getAttribute(name));
    }
    select.removeAttribute("id");
    select.hidden = true;
    const box = made("div", { class: "choosing" });
    select.before(box);
    box.append(this.field, this.list, select);
    this.settle();
    this.listen();
  }

  listen() {
    this.field.addEventListener("input", () => this.offer(this.field.value));
    this.field.addEventListener("click", () => this.list.hidden && this.offer(""));
    this.field.addEventListener("keydown", (event) => this.press(event));
    this.field.addEventListener("blur", () => {
      if (!this.field.value.trim() && this.select.value) this.choose("");
      this.settle();
    });
    this.list.addEventListener("mousedown", (event) => {
      // Otherwise the field would lose the focus and close the list.
      event.preventDefault();
      const entry = event.target.closest("[role=option]");
      if (entry) this.choose(entry.dataset.value);
    });
  }

  press(event) {
    // While Hangul or kana are being composed, keys belong to the input method.
    if (event.isComposing) return;
    const does = this.list.hidden ? { ArrowDown: () => this.offer(""), ArrowUp: () => this.offer("") } : {
      ArrowDown: () => this.mark(this.marked.nextElementSibling ?? this.list.firstElementChild),
      ArrowUp: () => this.mark(this.marked.previousElementSibling ?? this.list.lastElementChild),
      Enter: () => this.choose(this.marked.dataset.value),
      Escape: () => this.settle(),
    };
    if (!(event.key in does)) return;
    event.preventDefault();
    does[event.key]();
  }

  get marked() {
    return this.list.querySelector("[aria-selected=true]");
  }

  /** Show the records that answer to what was typed; all of them where nothing was. */
  offer(typed) {
    const found = this.options.filter((option) => answers(option, typed)).slice(0, typed ? MOST : undefined);
    this.list.replaceChildren(...found.map((option, n) => entryOf(option, `${this.list.id}-${n}`)));
    this.list.hidden = !found.length;
    this.field.setAttribute("aria-expanded", String(!this.list.hidden));
    if (found.length) this.mark(this.list.firstElementChild);
  }

  mark(entry) {
    this.marked?.setAttribute("aria-selected", "false");
    entry.setAttribute("aria-selected", "true");
    entry.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", entry.id);
  }

  choose(value) {
    this.select.value = value;
    this.settle();
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** Close the list and show what is chosen, whatever was typed. */
  settle() {
    const chosen = this.options.find((option) => option.value === this.select.value);
    this.field.value = chosen?.label ?? "";
    this.field.lang = chosen?.lang ?? "";
    this.list.replaceChildren();
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }
}

function made(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...children);
  return element;
}

function entryOf(option, id) {
  const name = made("span", { lang: option.lang }, option.label);
  const also = made("span", { class: "second" }, option.dataset.also ?? "");
  return made("li", { role: "option", "aria-selected": "false", id, "data-value": option.value }, name, " ", also);
}

/** Whether each word typed stands in one of a record's names, however it is written: see `planner.web.people.finds`. */
function answers(option, typed) {
  const names = folded(`${option.label} ${option.dataset.also ?? ""}`);
  const closed = names.replaceAll(" ", "");
  return folded(typed).split(/\s+/).every((word) => names.includes(word) || closed.includes(word));
}

function folded(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
}
