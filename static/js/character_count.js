// Counts what is typed into a text area with a limit. Without it the count of the last save stays and the browser still stops at the limit.
for (const area of document.querySelectorAll("textarea[data-count-characters]")) {
  const shown = document.querySelector(`output[for="${area.id}"][data-characters]`);
  if (shown) {
    const show = () => { shown.textContent = String(area.value.length); };
    area.addEventListener("input", show);
    show();
  }
}
