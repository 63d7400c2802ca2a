// The walk through the cards of a meeting by keys: j → next, k ← previous, 1–8 stance, n noted, ? help.
// Everything works by mouse and without it; here the form also hides the fields the chosen stance does not need.
"use strict";

const form = document.querySelector("[data-stance-form]");
const choices = form ? [...form.querySelectorAll("input[name=kind]")] : [];

const showNeeded = () => {
  const chosen = choices.find((choice) => choice.checked);
  const names = (list) => Boolean(chosen) && list.split(" ").includes(chosen.value);
  for (const control of form.querySelectorAll("[data-stances]")) {
    control.closest(".field").hidden = !names(control.dataset.stances);
  }
  for (const control of form.querySelectorAll("[data-needed]")) {
    control.closest(".field").querySelector(".optional").hidden = names(control.dataset.needed);
  }
};

const choose = (place) => {
  const choice = choices[place];
  if (!choice) return;
  choice.checked = true;
  showNeeded();
  const first = form.querySelector(".field:not([hidden]) [data-stances]");
  (first || choice).focus();
};

const note = () => {
  const choice = choices.find((one) => one.value === "noted");
  if (!choice) return;
  choice.checked = true;
  showNeeded();
  form.requestSubmit();
};

const go = (where) => document.querySelector(`a[data-walk=${where}]`)?.click();

const help = () => {
  const keys = document.querySelector("[data-walk-keys]");
  keys.open = !keys.open;
};

const ACTS = { j: () => go("next"), ArrowRight: () => go("next"), k: () => go("previous"), ArrowLeft: () => go("previous"), n: note, "?": help };
const isTyping = (target) => target.matches("textarea, select, input:not([type=radio]), [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const onChoice = event.target.matches("input[type=radio]");
  if (onChoice && event.key.startsWith("Arrow")) return; // arrows move between the choices there
  const place = "12345678".indexOf(event.key);
  const act = event.key.length === 1 && place >= 0 ? () => choose(place) : ACTS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

if (form) {
  form.addEventListener("change", showNeeded);
  showNeeded();
}
