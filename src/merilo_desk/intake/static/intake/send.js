/* Spares a sender the question and a useless wait. The form works without this, and nothing here leaves the page. */
"use strict";
(() => {
  const form = document.querySelector("form[data-send]");
  if (!form) return;
  const files = form.querySelector("input[type=file]");
  const tooLarge = form.querySelector("[data-too-large]");
  let sent = false;
  let waiting = null;

  /** Say whether the chosen files are within the limits, and tell it where they are not. */
  const filesFit = () => {
    if (!files || !tooLarge) return true;
    const sizes = [...files.files].map((file) => file.size / 1048576);
    const fits = sizes.every((size) => size <= Number(files.dataset.one)) && sizes.reduce((sum, size) => sum + size, 0) <= Number(files.dataset.all);
    tooLarge.hidden = fits;
    files.setAttribute("aria-invalid", String(!fits));
    return fits;
  };
  files?.addEventListener("change", filesFit);

  // The sum is done while somebody writes. Without a worker or a secure address the question stays.
  const question = form.querySelector("[data-question]");
  if (form.dataset.challenge && question && !question.querySelector("[aria-invalid=true]") && window.Worker && window.crypto?.subtle) {
    const challenge = JSON.parse(form.dataset.challenge);
    const wait = form.querySelector("[data-wait]");
    const giveUp = () => { waiting = null; question.hidden = false; wait.hidden = true; };
    try {
      const worker = new Worker(form.dataset.worker);
      question.hidden = true;
      waiting = new Promise((done) => {
        worker.onmessage = ({ data: number }) => {
          worker.terminate();
          if (number === null) giveUp();
          else form.elements.altcha.value = btoa(JSON.stringify({ ...challenge, number }));
          waiting = null;
          done();
        };
        worker.onerror = () => { giveUp(); done(); };
      });
      worker.postMessage(challenge);
    } catch { giveUp(); }
    form.addEventListener("submit", (event) => {
      if (!waiting || event.defaultPrevented) return;
      event.preventDefault();
      const button = event.submitter;
      wait.hidden = false;
      waiting.then(() => { wait.hidden = true; if (question.hidden) form.requestSubmit(button); else form.elements.answer.focus(); });
    });
  }

  form.addEventListener("submit", (event) => {
    if (!filesFit()) { event.preventDefault(); files.focus(); return; }
    if (event.defaultPrevented) return;
    // A second press while the first is on its way sends nothing.
    if (sent) event.preventDefault();
    sent = true;
  });
  // Somebody who comes back with the browser's own button may send again.
  window.addEventListener("pageshow", () => { sent = false; });
})();
