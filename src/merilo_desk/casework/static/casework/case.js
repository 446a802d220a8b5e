/* What a case's page does beyond links and forms: it keeps its head up to date, copies letters and lets sources be dragged. */
"use strict";
(() => {
  // A head that is being used is not taken from under the hand.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const head = document.getElementById("case-head");
    if (event.target === head && (head.contains(document.activeElement) || document.hidden)) event.preventDefault();
  });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const field = document.getElementById(button.dataset.copy);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy");
    }
    button.textContent = button.dataset.copied;
  });

  // "Use this one" fills the text that two become.
  for (const button of document.querySelectorAll("[data-use]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const into = document.getElementById(button.dataset.into);
      into.value = document.getElementById(button.dataset.use).content.textContent;
      into.focus();
    });
  }

  // A part of the page that a key or a link opens takes the cursor.
  document.addEventListener("click", (event) => {
    const summary = event.target.closest("summary[data-key]");
    if (summary) setTimeout(() => { if (summary.parentElement.open) summary.parentElement.querySelector("input:not([type=hidden]),textarea,select")?.focus(); });
  });

  const board = document.querySelector("[data-order]");
  if (!board || !board.querySelector("form")) return;
  let dragged = null;
  for (const card of board.querySelectorAll("[data-source]")) {
    if (!card.querySelector("form")) continue;
    card.draggable = true;
    card.addEventListener("dragstart", (event) => {
      // Words inside a card can still be marked.
      if (String(getSelection()).length) { event.preventDefault(); return; }
      dragged = card;
      card.classList.add("dragged");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", card.dataset.source);
    });
    card.addEventListener("dragend", () => { card.classList.remove("dragged"); dragged = null; });
    card.addEventListener("dragover", (event) => {
      if (!dragged || dragged === card || dragged.parentElement !== card.parentElement) return;
      event.preventDefault();
      card.classList.add("over");
    });
    card.addEventListener("dragleave", () => card.classList.remove("over"));
    card.addEventListener("drop", async (event) => {
      event.preventDefault();
      card.classList.remove("over");
      if (!dragged) return;
      card.before(dragged);
      const body = new URLSearchParams();
      for (const each of board.querySelectorAll("[data-source]")) body.append("order", each.dataset.source);
      body.append("csrfmiddlewaretoken", board.querySelector("[name=csrfmiddlewaretoken]").value);
      const answer = await fetch(board.dataset.order, { method: "POST", body, headers: { "X-Dragged": "1" } }).catch(() => null);
      if (!answer || answer.status !== 204) location.reload();
    });
  }
})();
