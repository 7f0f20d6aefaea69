// What needs a browser that knows passkeys is shown only there, and what goes wrong is told on the page.
document.addEventListener("DOMContentLoaded", () => {
  const known = "PublicKeyCredential" in window;
  for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = !known;
  for (const part of document.querySelectorAll("[data-no-passkey]")) part.hidden = known;
});

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const told = document.getElementById("passkey-fel");
  if (told) {
    told.hidden = false;
    told.focus();
  }
});
