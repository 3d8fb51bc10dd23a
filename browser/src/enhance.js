// Small comforts for any page: buttons that copy, and details that stay as they were left.

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

for (const details of document.querySelectorAll("details[data-remember]")) {
  if (!(details instanceof HTMLDetailsElement)) continue;
  const key = `govkg-details-${details.dataset.remember}`;
  try {
    const open = localStorage.getItem(key);
    if (open) details.open = open === "yes";
    details.addEventListener("toggle", () => localStorage.setItem(key, details.open ? "yes" : "no"));
  } catch {
    // A browser that keeps nothing opens and closes all the same.
  }
}
