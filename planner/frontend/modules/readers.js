/** Choosing a reader (`data-speaks` names the field of the language) chooses the language they read, until somebody chooses another. */
export function followReaders() {
  for (const reader of document.querySelectorAll("select[data-speaks]")) {
    const language = reader.form.elements[reader.dataset.speaks];
    const follow = () => {
      language.value = reader.selectedOptions[0].dataset.language;
    };
    reader.addEventListener("change", follow);
    language.addEventListener("change", () => reader.removeEventListener("change", follow), { once: true });
  }
}
