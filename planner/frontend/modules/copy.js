/** Give each field or text to be copied (`data-copy`) a button for it; its words stand in the attribute, `Copy|Copied`. */
export function copyAddresses() {
  for (const field of document.querySelectorAll("[data-copy]")) {
    const [word, done] = field.dataset.copy.split("|");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = word;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      if (field.select) field.select();
      else getSelection().selectAllChildren(field);
      await navigator.clipboard.writeText(field.value ?? field.innerText).catch(() => document.execCommand("copy"));
      button.textContent = done;
    });
    field.after(button);
  }
}
