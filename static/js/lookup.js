// The look-up of the header as an ARIA combobox: arrows choose, Enter opens, Escape closes, "/" and Ctrl-K focus it.
"use strict";

(() => {
  const form = document.querySelector("[data-lookup]");
  if (!form) return;
  const field = form.querySelector("[role=combobox]");
  const list = form.querySelector("[role=listbox]");
  let chosen = -1;

  const options = () => Array.from(list.querySelectorAll("[role=option]"));

  const show = (open) => {
    const opened = open && list.childElementCount > 0;
    list.hidden = !opened;
    field.setAttribute("aria-expanded", String(opened));
    if (!opened) choose(-1);
  };

  const choose = (index) => {
    chosen = index;
    options().forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
    const option = options()[index];
    if (option) {
      field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      field.removeAttribute("aria-activedescendant");
    }
  };

  const open = (option) => {
    window.location.assign(option.dataset.address);
  };

  const keys = {
    ArrowDown: () => { show(true); choose(Math.min(chosen + 1, options().length - 1)); },
    ArrowUp: () => choose(Math.max(chosen - 1, -1)),
    Escape: () => show(false),
    Enter: () => { if (chosen >= 0) open(options()[chosen]); else form.requestSubmit(); },
  };

  field.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  list.addEventListener("click", (event) => {
    const number = event.target.closest("[data-call]");
    if (number) return window.location.assign(number.dataset.call);
    const option = event.target.closest("[role=option]");
    if (option) open(option);
  });

  field.addEventListener("focus", () => show(true));
  document.addEventListener("click", (event) => { if (!form.contains(event.target)) show(false); });
  list.addEventListener("htmx:afterSwap", () => { choose(-1); show(document.activeElement === field); });

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const ctrlK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    if (!slash && !ctrlK) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
})();
