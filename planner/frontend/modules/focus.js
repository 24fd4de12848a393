/** Begin where the page asks to be read first, such as at the summary of errors; and follow its links into the fields. */
export function moveFocus() {
  document.querySelector("[data-focus]")?.focus();
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".error-summary a");
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    target.scrollIntoView({ block: "center" });
    (target.matches("[tabindex='-1']") ? target.querySelector("input, select, textarea") ?? target : target).focus();
  });
}
