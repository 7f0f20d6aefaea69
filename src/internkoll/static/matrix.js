// The arrow keys in a matrix of choices go by its rows and columns. Without this file it is chosen in all the same.
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const CHOICE = ".ik-matrix select, .ik-matrix input[type=radio]";

// Whether the arrows choose in the menu of the cell just now.
export function isOpen(choice) {
  try {
    return choice.matches(":open");
  } catch {
    return false;
  }
}

function beside(choice, [down, right]) {
  const cell = choice.closest("td");
  const row = cell.closest("table").rows[cell.parentElement.rowIndex + down];
  return row?.cells[cell.cellIndex + right]?.querySelector(CHOICE);
}

document.addEventListener("keydown", (event) => {
  const choice = event.target.closest?.(CHOICE);
  const step = ARROWS[event.key];
  if (!choice || !step || event.altKey || event.ctrlKey || event.metaKey || isOpen(choice)) return;
  event.preventDefault();
  const next = beside(choice, step);
  next?.focus();
  if (next?.type === "radio") next.click();
});
