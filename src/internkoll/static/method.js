// Makes the page of a Method's draft quicker. Everything on it works without this file.
import { isOpen } from "./matrix.js";

(() => {
  let pressed = "";
  let isChanged = false;

  const cells = () => document.querySelectorAll(".ik-grid-editor select");
  const toneOf = (level) => document.getElementById(`id_levels-${level}-tone`)?.value ?? "";

  function paint() {
    for (const cell of cells()) {
      const tone = cell.value === "" ? "" : toneOf(cell.value);
      if (tone) cell.parentElement.dataset.tone = tone;
      else delete cell.parentElement.dataset.tone;
    }
  }

  function rename(field) {
    const number = field.id.match(/^id_levels-(\d+)-word$/)?.[1];
    const word = field.value.trim();
    if (number === undefined || !word) return;
    const choices = [...cells(), document.getElementById("id_must_handle_from")];
    for (const choice of choices) {
      const option = [...choice.options].find((one) => one.value === number);
      if (option) option.textContent = word;
    }
  }

  function set(cell, value) {
    if (![...cell.options].some((option) => option.value === value)) return;
    cell.value = value;
    cell.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function levelFor(cell, key) {
    if (key === "0" || key === "Delete" || key === "Backspace") return "";
    if (/^[1-9]$/.test(key)) return String(Number(key) - 1);
    if (key.length !== 1 || !/\p{L}/u.test(key)) return null;
    // The same letter again goes on to the next level that begins with it.
    const named = [...cell.options].filter((option) => option.textContent.toLowerCase().startsWith(key.toLowerCase()));
    if (!named.length) return null;
    const now = named.findIndex((option) => option.selected);
    return named[(now + 1) % named.length].value;
  }

  document.addEventListener("keydown", (event) => {
    const cell = event.target.closest?.(".ik-grid-editor select");
    if (!cell || event.altKey || event.ctrlKey || event.metaKey || isOpen(cell)) return;
    const level = levelFor(cell, event.key);
    if (level === null) return;
    event.preventDefault();
    set(cell, level);
  });

  document.addEventListener("input", (event) => {
    if (!event.target.closest("#redigera")) return;
    isChanged = true;
    rename(event.target);
  });
  document.addEventListener("change", (event) => {
    if (!event.target.closest("#redigera")) return;
    isChanged = true;
    paint();
  });
  document.addEventListener("submit", (event) => {
    pressed = event.submitter?.value ?? "";
    isChanged = false;
  }, true);
  // What is typed is still only here where the answer did not come, or was the page for signing in.
  function keep(id) {
    isChanged = true;
    for (const told of document.querySelectorAll("#natet, #utloggad")) told.hidden = told.id !== id;
    document.getElementById(id).focus();
  }
  for (const failure of ["htmx:sendError", "htmx:responseError"]) {
    document.addEventListener(failure, (event) => {
      if (event.detail.elt.id === "redigera") keep("natet");
    });
  }
  document.addEventListener("htmx:beforeSwap", (event) => {
    const answered = event.detail.xhr.responseURL;
    if (!answered || new URL(answered).pathname.startsWith("/metoder/")) return;
    event.detail.shouldSwap = false;
    if (event.detail.target.id === "innehall") keep("utloggad");
  });
  // One who has signed in again in another tab has a new token to save with.
  window.addEventListener("focus", async () => {
    if (document.getElementById("utloggad")?.hidden !== false) return;
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = page.querySelector("#redigera [name=csrfmiddlewaretoken]")?.value;
    if (!token) return;
    document.querySelector("#redigera [name=csrfmiddlewaretoken]").value = token;
    document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
  });
  window.addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });

  // Where the keyboard goes on after a button that changed the lines of a list.
  function next() {
    const fault = document.querySelector("#fel, #andrat");
    if (fault) return fault;
    const [what, part, number] = pressed.split(" ");
    const lines = document.querySelectorAll(`#lista-${part} tbody tr`);
    if (what === "add" && lines.length) return lines[lines.length - 1].querySelector("input");
    if (what === "up" || what === "down") {
      const place = Number(number) + (what === "up" ? -1 : 1);
      const ids = what === "up" ? ["upp", "ned"] : ["ned", "upp"];
      return ids.map((id) => document.getElementById(`${id}-${part}-${place}`)).find((button) => button && !button.disabled);
    }
    if (what === "remove") {
      return document.getElementById(`bort-${part}-${Math.min(Number(number), lines.length - 1)}`)
        ?? document.getElementById(`ny-${part}`);
    }
    return null;
  }

  function prepare() {
    for (const hint of document.querySelectorAll(".ik-scripted")) hint.hidden = false;
  }

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target.id !== "innehall") return;
    prepare();
    next()?.focus();
    pressed = "";
  });
  prepare();
})();
