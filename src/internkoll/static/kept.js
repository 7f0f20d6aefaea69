/* What was typed in a form that was sent after the session had ended is put back when one has signed in again.
   A report has drafts of its own (report.js). */
(() => {
  const KEY = "internkoll-ifyllt";
  const FORMS = "form.ik-form[method=post]:not([data-draft])";
  const NEVER = ["password", "file", "submit", "button", "reset", "image"];
  // Of the hidden fields, those that tell what stood there when one began to write: they show what others changed since.
  const SEEN = /^(edits|was|sedd)(-|$)/;

  const { person } = document.documentElement.dataset;
  const here = location.pathname + location.search;

  // A browser may refuse to keep anything: what was typed is then lost, as it is without script.
  const attempt = (work) => { try { return work(); } catch { return null; } };
  const kept = {
    get: () => attempt(() => JSON.parse(sessionStorage.getItem(KEY))),
    set: (left) => attempt(() => sessionStorage.setItem(KEY, JSON.stringify(left))),
    drop: () => attempt(() => sessionStorage.removeItem(KEY)),
  };

  const forms = () => [...document.querySelectorAll(FORMS)];
  const isChoice = (field) => field.type === "radio" || field.type === "checkbox";
  const valueOf = (field) => (isChoice(field) ? field.checked : field.value);

  function isTyped(field) {
    if (!field.name || !field.matches("input, select, textarea") || NEVER.includes(field.type)) return false;
    return field.type !== "hidden" || SEEN.test(field.name);
  }

  // Each with a key of its own: a choice by what it chooses, others of the same name by their order.
  function fieldsOf(form) {
    const counts = {};
    return [...form.elements].filter(isTyped).map((field) => {
      const name = isChoice(field) ? `${field.name}=${field.value}` : field.name;
      counts[name] = (counts[name] ?? 0) + 1;
      return [`${name} ${counts[name]}`, field];
    });
  }

  function keep(form) {
    const values = Object.fromEntries(fieldsOf(form).map(([key, field]) => [key, valueOf(field)]));
    kept.set({ person, page: here, form: forms().indexOf(form), values, isSent: true });
  }

  function put(field, value) {
    if (isChoice(field)) field.checked = value;
    else field.value = value;
    for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
  }

  function putBack({ form: number, values }) {
    const form = forms()[number];
    if (!form) return;
    const differing = fieldsOf(form).filter(([key, field]) => key in values && values[key] !== valueOf(field));
    for (const [key, field] of differing) put(field, values[key]);
    if (differing.some(([, field]) => field.type !== "hidden")) tell();
  }

  function tell() {
    const place = document.getElementById("kvar");
    const told = document.createElement("p");
    Object.assign(told, { className: "ik-alert", textContent: place.dataset.words });
    told.dataset.tone = "neutral";
    place.append(told);
  }

  const left = kept.get();
  if (left && !person) {
    kept.set({ ...left, isSent: false });
  } else if (left && (left.isSent || left.person !== person)) {
    // It was answered to one who was signed in; or it is not for the one who is signed in now.
    kept.drop();
  } else if (left?.page === here) {
    // When the page's other scripts listen to its fields.
    document.addEventListener("DOMContentLoaded", () => putBack(left));
  }

  document.addEventListener("submit", ({ target }) => {
    if (target.getAttribute("action") === "/konto/logga-ut/") kept.drop();
    else if (person && target.matches(FORMS) && !location.pathname.startsWith("/konto/")) keep(target);
  });
})();
