/* Keeps a report while it is typed: as a draft at the server, and in this browser until the server has taken it. */
(() => {
  const PREFIX = "internkoll-utkast:";
  const PAUSE = 800;
  const RETRY = 5000;

  const holder = document.querySelector("[data-kept-for]");
  if (!holder) return;
  const mine = `${PREFIX}${holder.dataset.keptFor}:`;

  // A browser may refuse to keep anything: the draft at the server is then all there is.
  const attempt = (work) => { try { return work(); } catch { return null; } };
  const kept = {
    keys: () => attempt(() => Object.keys(localStorage)) || [],
    get: (key) => attempt(() => JSON.parse(localStorage.getItem(mine + key))),
    set: (key, values) => attempt(() => localStorage.setItem(mine + key, JSON.stringify(values))),
    drop: (key) => attempt(() => localStorage.removeItem(mine + key)),
  };

  // What someone else left behind at this computer is not for the one who is signed in now.
  for (const key of kept.keys()) {
    if (key.startsWith(PREFIX) && !key.startsWith(mine)) attempt(() => localStorage.removeItem(key));
  }
  for (const receipt of document.querySelectorAll("[data-handed-in]")) kept.drop(receipt.dataset.handedIn);

  // Once is enough: what is typed from here on is not to be dropped when the page is loaded again.
  if (location.search.includes("deras=")) history.replaceState(null, "", location.pathname);

  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const { draft: address, key } = form.dataset;
  const status = document.querySelector("[data-told]");
  const signIn = document.querySelector("[data-sign-in]");
  const cookie = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  let timer, sending, handedIn = false;

  const tell = (words) => { if (status.textContent !== words) status.textContent = words; };

  function typed() {
    const values = {};
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && name !== "csrfmiddlewaretoken") values[name] = value;
    }
    return values;
  }

  function fill(values) {
    for (const field of form.elements) {
      if (!(field.name in values) || field.type === "file" || field.name === "csrfmiddlewaretoken") continue;
      if (field.type === "radio") field.checked = field.value === values[field.name];
      else if (field.type !== "submit") field.value = values[field.name];
    }
  }

  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  function body() {
    const sent = new FormData(form);
    for (const name of ["csrfmiddlewaretoken", "evidence"]) sent.delete(name);
    return sent;
  }

  async function save() {
    clearTimeout(timer);
    if (handedIn) return;
    const values = typed();
    sending?.abort();
    sending = new AbortController();
    const patience = setTimeout(() => sending.abort(), 15000);
    try {
      const answer = await fetch(address, {
        method: "POST",
        body: body(),
        // The cookie's token: signing in again has changed the one that the page was made with.
        headers: { "Accept": "application/json", "X-CSRFToken": cookie() || "" },
        redirect: "manual",
        signal: sending.signal,
      });
      await heard(answer, values);
    } catch (fault) {
      if (!handedIn && same(values, typed())) unreached();
    } finally {
      clearTimeout(patience);
    }
  }

  async function heard(answer, values) {
    if (answer.ok) {
      const { saved } = await answer.json();
      signIn.hidden = true;
      tell(`${status.dataset.saved} ${saved}`);
      if (same(values, typed())) kept.drop(key);
    } else if (answer.status === 409) {
      tell((await answer.json()).refused);
    } else if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
      tell(status.dataset.signedOut);
      signIn.hidden = false;
    } else {
      unreached();
    }
  }

  function unreached() {
    tell(status.dataset.offline);
    timer = setTimeout(save, RETRY);
  }

  function changed() {
    kept.set(key, typed());
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
    needsAction();
  }

  // A remark opens what must be said of its action.
  const action = document.getElementById("atgard");
  const remarks = JSON.parse(form.dataset.remarks);
  let wasRemark = false;
  function needsAction() {
    const isRemark = remarks.includes(form.elements.outcome?.value);
    if (isRemark !== wasRemark) action.open = isRemark;
    wasRemark = isRemark;
  }

  function filesFit() {
    const fits = [...form.elements.evidence.files].every((file) => file.size <= Number(form.dataset.largest));
    document.querySelector("[data-too-large]").hidden = fits;
    if (!fits) form.elements.evidence.value = "";
  }

  const left = kept.get(key);
  if (left && "fresh" in form.dataset && !same(left, typed())) {
    fill(left);
    tell(status.dataset.restored);
    timer = setTimeout(save, PAUSE);
  }
  wasRemark = action.open && remarks.includes(form.elements.outcome?.value);
  needsAction();

  form.addEventListener("input", changed);
  form.elements.evidence.addEventListener("change", filesFit);
  addEventListener("online", save);
  form.addEventListener("submit", () => {
    // Kept until the receipt is shown: the session may have ended, or the network gone.
    kept.set(key, typed());
    handedIn = true;
    clearTimeout(timer);
    sending?.abort();
    const token = form.elements.csrfmiddlewaretoken;
    if (token && cookie()) token.value = cookie();
  });
  // The way back to a page that was left by handing in.
  addEventListener("pageshow", () => { handedIn = false; });
})();
