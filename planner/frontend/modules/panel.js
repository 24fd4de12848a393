/** Open an item beside the timetable without loading the page anew, so that the table does not jump. */
export function openPanels() {
  if (!document.querySelector("[data-split]")) return;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-panel], a[data-close]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    const closing = link.matches("[data-close]");
    show(link.href, closing).then(() => history.pushState(null, "", link.href), () => location.assign(link.href));
  });
  addEventListener("popstate", () => show(location.href, false).catch(() => location.reload()));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) document.querySelector("#panel a[data-close]")?.click();
  });
}

/** Take over the timetable and the panel of another page; the focus goes to what was opened, or back to its row. */
async function show(address, closing) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-split]");
  const left = document.querySelector("[data-split] [aria-current=true]")?.getAttribute("href");
  const { scrollX, scrollY } = window;
  document.querySelector("[data-split]").replaceWith(fresh);
  document.title = page.title;
  window.scrollTo(scrollX, scrollY);
  const back = [...fresh.querySelectorAll("a[data-panel]")].find((each) => each.getAttribute("href") === left);
  (closing ? back : fresh.querySelector("#panel"))?.focus({ preventScroll: true });
}
