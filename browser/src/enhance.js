// Small comforts for any page: buttons that copy, and details that stay as they were left.

for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!(button instanceof HTMLButtonElement) || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copy ?? "");
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
