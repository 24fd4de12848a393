import { chooseByTyping } from "./choosing.js";

const NUMBERED = ["name", "id", "for", "value", "data-row", "data-rows", "aria-controls", "aria-describedby", "aria-labelledby"];
const BLANK = "__row__";

/** Add, move and remove rows of lists at once, as `planner.web.rows` does when the form is sent instead. */
export function editRows() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=row]");
    const list = button?.closest("[data-rows]");
    if (!list) return;
    event.preventDefault();
    const verb = button.value.split(" ")[0];
    if (verb === "add") add(list);
    else change(list, button.closest(".row"), verb);
    button.form?.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function add(list) {
  const rows = list.querySelector(":scope > .rows");
  const row = list.querySelector(":scope > template").content.firstElementChild.cloneNode(true);
  rows.append(row);
  const used = [...rows.children].map((each) => numberOf(list, each)).filter(Number.isInteger);
  renumber(list, row, Math.max(-1, ...used) + 1);
  chooseByTyping(row);
  row.querySelector("input, select, textarea")?.focus();
}

function change(list, row, verb) {
  const other = { up: row.previousElementSibling, down: row.nextElementSibling }[verb];
  if (verb === "remove") {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    (next?.querySelector("input, select, textarea") ?? list.querySelector(":scope > button")).focus();
  } else if (other) {
    const [mine, theirs] = [numberOf(list, row), numberOf(list, other)];
    renumber(list, row, theirs);
    renumber(list, other, mine);
    // The other one moves, so that the focus stays on the button that was pressed.
    if (verb === "up") row.after(other);
    else row.before(other);
  }
}

function numberOf(list, row) {
  const number = row.dataset.row.slice(list.dataset.rows.length + 1);
  return number === BLANK ? NaN : Number(number);
}

/** Give a row another number in everything that repeats it: names, ids and what points to them. */
function renumber(list, row, number) {
  const [from, to] = [row.dataset.row, `${list.dataset.rows}-${number}`];
  const parts = [row, ...row.querySelectorAll("*"), ...[...row.querySelectorAll("template")].flatMap((each) => [...each.content.querySelectorAll("*")])];
  for (const part of parts) {
    for (const attribute of NUMBERED) {
      const value = part.getAttribute(attribute);
      if (value?.includes(from) && isReference(part, attribute)) part.setAttribute(attribute, replaced(value, from, to));
    }
  }
}

function isReference(part, attribute) {
  return attribute !== "value" || part.matches("button[name=row]");
}

function replaced(value, from, to) {
  return value.split(" ").map((word) => (word === from || word.startsWith(`${from}-`) ? to + word.slice(from.length) : word)).join(" ");
}
