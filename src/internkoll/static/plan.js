// The plan's working list: lines are moved by dragging, or by the arrow keys at their handle. Each move is the same
// form that the buttons post. And long lists of people are searched in as one types.
"use strict";

(() => {
  const form = document.getElementById("ordning");
  if (form) {
    form.dataset.scripted = "";
    for (const handle of form.querySelectorAll(".ik-handle")) handle.hidden = false;
    form.addEventListener("pointerdown", begin);
    form.addEventListener("keydown", step);
    // The browser goes to the place in the address when the page has loaded, and lets go of the focus then.
    addEventListener("load", () => requestAnimationFrame(focusMoved));
  }

  function focusMoved() {
    const moved = document.getElementById(location.hash.slice(1));
    if (form.contains(moved)) moved.querySelector(".ik-handle")?.focus({ preventScroll: true });
  }

  function post(fields) {
    for (const [name, value] of Object.entries(fields)) {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name, value });
      form.append(input);
    }
    form.submit();
  }

  function step(event) {
    const name = { ArrowUp: "upp", ArrowDown: "ned" }[event.key];
    if (!name || !event.target.matches(".ik-handle")) return;
    event.preventDefault();
    post({ [name]: event.target.closest("li").dataset.key });
  }

  // A risk, and a control without one, may stand anywhere; a control among its risk's, a check among its control's.
  function others(line) {
    const list = line.parentElement;
    const within = list.dataset.level === "rad" ? form.querySelectorAll("[data-level=rad] > li") : list.children;
    return [...within].filter((other) => other !== line);
  }

  function begin(event) {
    if (event.button !== 0 || !event.target.matches(".ik-handle")) return;
    const handle = event.target;
    const line = handle.closest("li");
    const places = others(line);
    let drop = null;
    line.dataset.dragged = "";
    handle.setPointerCapture(event.pointerId);

    const clear = () => places.forEach((place) => delete place.dataset.drop);
    const move = (moved) => {
      clear();
      scrollAtTheEdge(moved.clientY);
      drop = nearest(places, moved.clientY);
      if (drop) drop.place.dataset.drop = drop.after ? "after" : "before";
    };
    const end = (ended) => {
      for (const [name, listener] of listeners) handle.removeEventListener(name, listener);
      document.removeEventListener("keydown", abandon);
      clear();
      delete line.dataset.dragged;
      if (ended.type === "pointerup" && drop) {
        post({ rad: line.dataset.key, intill: drop.place.dataset.key, efter: drop.after ? "ja" : "nej" });
      }
    };
    const abandon = (pressed) => { if (pressed.key === "Escape") end(pressed); };
    const listeners = [["pointermove", move], ["pointerup", end], ["pointercancel", end]];
    for (const [name, listener] of listeners) handle.addEventListener(name, listener);
    document.addEventListener("keydown", abandon);
  }

  function nearest(places, y) {
    let best = null;
    for (const place of places) {
      const box = place.getBoundingClientRect();
      for (const [edge, after] of [[box.top, false], [box.bottom, true]]) {
        const far = Math.abs(edge - y);
        if (!best || far < best.far) best = { place, after, far };
      }
    }
    return best;
  }

  function scrollAtTheEdge(y) {
    if (y < 60) scrollBy(0, -16);
    if (y > innerHeight - 60) scrollBy(0, 16);
  }

  for (const people of document.querySelectorAll(".ik-pick")) {
    const labels = [...people.querySelectorAll("fieldset label")];
    if (labels.length < 8) continue;
    const search = document.createElement("input");
    Object.assign(search, { type: "search", className: "ds-input", autocomplete: "off" });
    search.setAttribute("aria-label", people.dataset.search);
    search.placeholder = people.dataset.search;
    search.addEventListener("input", () => {
      const wanted = search.value.trim().toLocaleLowerCase("sv");
      for (const label of labels) {
        const fits = label.textContent.toLocaleLowerCase("sv").includes(wanted);
        label.parentElement.hidden = !fits && !label.querySelector("input").checked;
      }
    });
    search.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    people.querySelector("fieldset > div").before(search);
  }
})();
