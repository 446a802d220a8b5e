/* Keys for every list of the desk, and nothing else. A page works without this. */
"use strict";
(() => {
  const typing = (node) => node.closest("input:not([type=checkbox],[type=radio]),textarea,select,[contenteditable],dialog[open]");
  const items = () => [...document.querySelectorAll("[data-list] > *")].filter((node) => node.querySelector("[data-open]") || node.matches("[data-open]"));
  const opener = (node) => (node.matches("[data-open]") ? node : node.querySelector("[data-open]"));
  let waiting = false;

  /** Move the place in a list by one and bring it into view. */
  const step = (by) => {
    const all = items();
    if (!all.length) return;
    const now = all.findIndex((node) => node.classList.contains("at") || node.contains(document.activeElement));
    const next = all[Math.min(all.length - 1, Math.max(0, now < 0 ? 0 : now + by))];
    all.forEach((node) => node.classList.toggle("at", node === next));
    opener(next).focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const key = event.key;
    if (waiting) {
      waiting = false;
      const room = document.querySelector(`.menu [data-letter="${CSS.escape(key)}"]`);
      if (room) { event.preventDefault(); room.click(); }
      return;
    }
    if (key === "g") { waiting = true; setTimeout(() => { waiting = false; }, 1200); return; }
    if (key === "j" || key === "k") { event.preventDefault(); step(key === "j" ? 1 : -1); return; }
    if (key === "?") { event.preventDefault(); document.getElementById("keys")?.showModal(); return; }
    if (key === "/") { const search = document.querySelector("input[type=search]"); if (search) { event.preventDefault(); search.focus(); } return; }
    // Any other letter presses the button or link that carries it: first in the item at hand, then on the page.
    const here = items().find((node) => node.classList.contains("at"));
    const target = here?.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (target) { event.preventDefault(); target.matches("input:not([type=checkbox]),textarea,select") ? target.focus() : target.click(); }
  });
  /** One box that ticks all of a list: it shows only where a script can serve it. */
  const tickAll = () => document.querySelectorAll("[data-tick-all]").forEach((line) => { line.hidden = false; });
  tickAll();
  document.addEventListener("htmx:afterSettle", tickAll);
  document.addEventListener("change", (event) => {
    const line = event.target.closest("[data-tick-all]");
    if (line) line.closest("form").querySelectorAll(`[name="${line.dataset.tickAll}"]`).forEach((box) => { box.checked = event.target.checked; });
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys]")) document.getElementById("keys")?.showModal();
  });
})();
