/* The form of a correction leaves what is typed at the desk every few seconds, and in the browser while there is no way. */
"use strict";
(() => {
  const form = document.getElementById("mend");
  if (!form) return;
  const said = form.dataset;
  const state = document.getElementById("typed-state");
  const store = `merilo-correction-${said.correction}-${said.user}`;
  const PAUSE = 2000;
  let timer = 0, tries = 0, sending = false;

  const fields = () => {
    const data = new FormData(form);
    data.delete("csrfmiddlewaretoken");
    return new URLSearchParams([...data].filter(([, value]) => typeof value === "string"));
  };
  let kept = fields().toString();
  /* The words alone: which state of the correction they began from, and spaces at their ends, are the desk's matter. */
  const words = (typed) => JSON.stringify([...new URLSearchParams(typed)].filter(([name]) => name !== "seen").map(([name, value]) => [name, value.trim()]));
  const tell = (words, kind = "") => { state.textContent = words; state.className = kind ? `quiet ${kind}` : "quiet"; };
  const token = () => document.cookie.split("; ").find((each) => each.startsWith("csrftoken="))?.slice(10) ?? form.elements.csrfmiddlewaretoken.value;
  const here = () => { try { localStorage.setItem(store, JSON.stringify({ at: Date.now(), typed: fields().toString() })); } catch { /* no room in the browser: the desk keeps it */ } };
  const forget = () => { try { localStorage.removeItem(store); } catch { /* as above */ } };

  const keep = async () => {
    clearTimeout(timer);
    const typed = fields();
    if (sending) { plan(); return; }
    if (typed.toString() === kept) return;
    sending = true;
    let answer = null, told = {};
    try {
      answer = await fetch(said.keep, { method: "POST", body: typed, redirect: "manual", headers: { Accept: "application/json", "X-CSRFToken": token() } });
      if (answer.headers.get("Content-Type")?.includes("json")) told = await answer.json();
    } catch { answer = null; }
    sending = false;
    if (answer?.ok && told.said) {
      tries = 0;
      kept = typed.toString();
      if (fields().toString() === kept) { forget(); tell(told.said); } else plan();
    } else if (told.said) {
      tell(told.said, "trouble");
    } else {
      tries += 1;
      tell(answer ? said.ended : said.offline, "trouble");
      timer = setTimeout(keep, Math.min(60000, 3000 * tries));
    }
  };
  const plan = () => { clearTimeout(timer); timer = setTimeout(keep, PAUSE); };

  form.addEventListener("input", () => { here(); tell(said.waiting, "waiting"); plan(); });
  form.addEventListener("submit", (event) => {
    // A look at the page as readers will read it leaves the form where it is.
    if (event.submitter?.hasAttribute("formaction")) return;
    kept = fields().toString();
    clearTimeout(timer);
  });
  document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });
  window.addEventListener("online", keep);
  window.addEventListener("beforeunload", (event) => { if (fields().toString() !== kept) { here(); event.preventDefault(); } });

  /* What only this browser has, from a time without connection or session, is offered back, never put in by itself. */
  const offer = document.getElementById("typed-here");
  let old = null;
  try { old = JSON.parse(localStorage.getItem(store)); } catch { /* nothing to offer */ }
  if (!old?.typed || words(old.typed) === words(kept)) { if (old) forget(); return; }
  offer.hidden = false;
  offer.querySelector("[data-at]").textContent = new Date(old.at).toLocaleString([document.documentElement.lang, "sv"], { dateStyle: "medium", timeStyle: "short" });
  offer.querySelector("[data-take]").addEventListener("click", () => {
    const typed = new URLSearchParams(old.typed);
    for (const field of form.elements) {
      if (!field.name || field.type === "hidden" || field.tagName === "BUTTON") continue;
      if (field.type === "checkbox") field.checked = typed.has(field.name);
      else if (typed.has(field.name)) field.value = typed.get(field.name);
    }
    offer.hidden = true;
    keep();
  });
  offer.querySelector("[data-drop]").addEventListener("click", () => { forget(); offer.hidden = true; });
})();
