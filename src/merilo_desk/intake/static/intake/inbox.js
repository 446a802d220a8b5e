/* The inbox by keys: what is at hand goes with the form, and a request opens beside its list. It works without this. */
"use strict";
(() => {
  const wide = () => matchMedia("(min-width:75.01rem)").matches;
  const form = () => document.getElementById("acts");
  const rows = () => [...document.querySelectorAll("#acts [data-pick]")];
  const KEPT = "merilo-inbox-place";

  /** Say which request an act means where no box is ticked. */
  const hold = (row) => {
    const here = document.getElementById("here");
    if (here && row) here.value = row.dataset.pick;
  };
  const mark = (row) => rows().forEach((each) => each.classList.toggle("at", each === row));

  document.addEventListener("focusin", (event) => {
    const row = event.target.closest?.("#acts [data-pick]");
    if (row) { hold(row); mark(row); }
  });

  /** Open a request in its pane; on a narrow screen the link is followed as it is. */
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("#acts a[data-open]");
    if (!link || !wide() || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    hold(link.closest("[data-pick]"));
    mark(link.closest("[data-pick]"));
    htmx.ajax("GET", link.href, { source: link, target: "#open", select: "#open", swap: "outerHTML" }).then(() => {
      history.pushState({}, "", link.href);
      rows().forEach((each) => each.querySelector("a[data-open]").removeAttribute("aria-current"));
      link.setAttribute("aria-current", "true");
      form().querySelector("[name=next]").value = link.getAttribute("href");
    });
  });
  addEventListener("popstate", () => location.reload());

  /** Pick every request of the page at once, and say how many are picked. */
  const boxes = () => [...document.querySelectorAll("#acts [data-pick] input[name=pick]")];
  const tellPicked = () => {
    const all = document.getElementById("pick-all");
    if (!all) return;
    const picked = boxes().filter((box) => box.checked).length;
    const told = document.querySelector("[data-picked]");
    all.checked = picked > 0 && picked === boxes().length;
    all.indeterminate = picked > 0 && !all.checked;
    told.textContent = picked ? `${told.dataset.picked} ${picked}` : "";
  };
  document.addEventListener("change", (event) => {
    if (event.target.id === "pick-all") boxes().forEach((box) => { box.checked = event.target.checked; });
    if (event.target.id === "pick-all" || event.target.name === "pick") tellPicked();
  });
  // What a browser ticked again on the way back is counted too.
  addEventListener("pageshow", () => {
    const all = document.querySelector(".pick-all");
    if (all) { all.hidden = false; tellPicked(); }
  });

  /** Remember where in the list an act was done. */
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "acts") return;
    const at = rows().findIndex((each) => each.classList.contains("at"));
    sessionStorage.setItem(KEPT, String(Math.max(0, at)));
  });

  /** After an act the next request is at hand, where the one before it was. */
  const place = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  addEventListener("DOMContentLoaded", () => {
    if (place === null || document.activeElement !== document.body) return;
    const row = rows()[Math.min(Number(place), rows().length - 1)];
    row?.querySelector("a[data-open]")?.focus({ preventScroll: false });
  });
})();
