// Small comforts for any page: buttons that copy.

for (const button of document.querySelectorAll("button[data-copy], button[data-copy-href]")) {
  if (!(button instanceof HTMLButtonElement) || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const label = button.textContent;
    try {
      const { copy, copyHref } = button.dataset;
      // An address is copied whole, so that it can be given to somebody else.
      await navigator.clipboard.writeText(copyHref === undefined ? (copy ?? "") : new URL(copyHref, document.baseURI).href);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Copying failed";
    }
    setTimeout(() => (button.textContent = label), 2000);
  });
}
