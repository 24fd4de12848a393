/** Give each field with an address (`data-copy`) a button that copies it; its words stand in the attribute, `Copy|Copied`. */
export function copyAddresses() {
  for (const field of document.querySelectorAll("[data-copy]")) {
    const [word, done] = field.dataset.copy.split("|");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = word;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      field.select();
      await navigator.clipboard.writeText(field.value).catch(() => document.execCommand("copy"));
      button.textContent = done;
    });
    field.after(button);
  }
}
