/* Shows the level while one chooses likelihood and consequence. Without it the level stands there once it is saved. */
"use strict";

const levels = JSON.parse(document.getElementById("nivaer")?.textContent ?? "{}");

document.querySelector(".ik-estimating")?.addEventListener("change", ({ target }) => {
  const row = target.closest("tr");
  const chosen = (part) => row.querySelector(`[name^="${part}-"]`)?.value ?? "";
  const level = levels[`${chosen("likelihood")}|${chosen("consequence")}`];
  const cell = row.querySelector(".ik-shown-level");
  if (!Object.keys(levels).length) return;
  cell.replaceChildren();
  if (!level) return;
  const mark = document.createElement("span");
  mark.className = "ik-mark";
  mark.dataset.tone = level.tone;
  const shape = document.createElement("span");
  shape.ariaHidden = "true";
  shape.textContent = level.shape;
  mark.append(shape, "\u00a0", level.word);
  cell.append(mark);
});
