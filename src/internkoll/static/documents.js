/* Sends documents one at a time, so that it shows how far it has come, and takes the table out of what is pasted.
   Everything works without this file: the form then sends all at once. */
(() => {
  "use strict";

  const form = document.getElementById("dokument");
  if (!form) return;
  const { documents, text, html } = form.elements;
  const list = document.getElementById("gang");
  const say = form.dataset;
  const LARGEST = 25 * 1024 * 1024;

  // The text that is shown says little of merged cells; the clipboard's HTML says it all.
  text.addEventListener("paste", (event) => {
    const found = event.clipboardData?.getData("text/html") ?? "";
    html.value = /<table/i.test(found) ? found : "";
  });
  text.addEventListener("input", (event) => {
    if (event.inputType !== "insertFromPaste") html.value = "";
  });

  function row(name) {
    const line = document.createElement("div");
    const label = document.createElement("span");
    label.textContent = name;
    const bar = document.createElement("progress");
    bar.setAttribute("aria-label", name);
    bar.max = 1;
    const told = document.createElement("span");
    line.append(label, bar, told);
    list.append(line);
    return { line, bar, told };
  }

  function send(file) {
    const shown = row(file.name);
    return new Promise((resolve) => {
      const done = (words, address) => {
        shown.bar.remove();
        shown.told.textContent = words;
        if (address) {
          const link = document.createElement("a");
          link.className = "ds-link";
          link.href = address;
          link.textContent = say.look;
          shown.told.replaceChildren(link);
        }
        resolve(address ?? null);
      };
      if (file.size > LARGEST) return done(say.tooLarge);
      const body = new FormData(form);
      body.delete("documents");
      body.delete("text");
      body.delete("html");
      body.append("documents", file);
      const request = new XMLHttpRequest();
      request.open("POST", location.href);
      request.setRequestHeader("Accept", "application/json");
      request.responseType = "json";
      request.upload.addEventListener("progress", (event) => {
        if (!event.lengthComputable) return;
        shown.bar.value = event.loaded / event.total;
        shown.told.textContent = `${say.sending} ${Math.round((100 * event.loaded) / event.total)} %`;
      });
      // When all is sent it is read, and nobody knows for how long: a bar without an end says so.
      request.upload.addEventListener("load", () => {
        shown.bar.removeAttribute("value");
        shown.told.textContent = `${say.reading} …`;
      });
      request.addEventListener("error", () => done(say.failed));
      request.addEventListener("load", () => {
        const answer = request.response;
        if (!answer) done(say.failed);
        else done(answer.refused ?? "", answer.address);
      });
      request.send(body);
    });
  }

  form.addEventListener("submit", async (event) => {
    const files = [...documents.files];
    if (!files.length || text.value.trim() || !form.elements.year.value.trim()) return;
    event.preventDefault();
    list.replaceChildren();
    const button = form.querySelector("[type=submit]");
    button.disabled = true;
    const read = [];
    for (const file of files) {
      const address = await send(file);
      if (address) read.push(address);
    }
    button.disabled = false;
    documents.value = "";
    if (files.length === 1 && read.length === 1) location.assign(read[0]);
  });
})();
