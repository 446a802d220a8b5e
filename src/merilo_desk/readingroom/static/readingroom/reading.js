/* Keys and picks of the reading: sentences, claims, words. Everything here also works by the plain forms of the page. */
"use strict";
(() => {
  const letters = document.getElementById("letters");
  if (!letters) return;
  const form = document.getElementById("pick");
  try { sessionStorage.removeItem("merilo-paste"); } catch { /* nothing was kept */ }
  // A box that was ticked by mouse keeps the focus; nobody types into it, so the keys go on working.
  const typing = (node) => node.closest("input:not([type=checkbox],[type=radio]),textarea,select,[contenteditable],dialog[open]");
  const runs = () => [...letters.querySelectorAll("[data-at]")];
  const heads = [...letters.querySelectorAll(".sentence[id]")];
  const at = (run) => Number(run.dataset.at);
  // Offsets count code points, as the report does: an emoji is one, though it is two units of a string here.
  const points = (text) => { let n = 0; for (const _ of text) n += 1; return n; };
  const lengthOf = (run) => (run.dataset.length ? Number(run.dataset.length) : points(run.textContent));
  let pick = null; // {start, end, words}
  let here = null; // the sentence at hand
  let claim = -1; // which of its claims
  let caret = null; // [first word, last word] while words are picked by the keyboard

  /** Return how many units of a string its first n code points take. */
  const units = (text, n) => { let taken = 0; for (const letter of text) { if (n-- <= 0) break; taken += letter.length; } return taken; };

  /** Return the stretch of the stored text that a range of the page covers, without notes and numbers. */
  const stretch = (range) => {
    const inside = runs().filter((run) => range.intersectsNode(run));
    let start = null; let end = null;
    for (const run of inside) {
      const text = run.firstChild; const size = lengthOf(run);
      let low = 0; let high = size;
      if (text && !run.dataset.length) {
        if (range.startContainer === text) low = points(text.data.slice(0, whole(text.data, range.startOffset)));
        if (range.endContainer === text) high = points(text.data.slice(0, whole(text.data, range.endOffset)));
        if (range.startContainer === run && range.startOffset > 0) low = size;
        if (range.endContainer === run && range.endOffset === 0) high = 0;
      }
      if (high <= low) continue;
      if (start === null) start = at(run) + low;
      end = at(run) + high;
    }
    return start === null ? null : { start, end };
  };
  /** Move an offset out of the middle of a surrogate pair. */
  const whole = (text, offset) => (offset > 0 && offset < text.length && /[\uDC00-\uDFFF]/.test(text[offset]) && /[\uD800-\uDBFF]/.test(text[offset - 1]) ? offset + 1 : offset);

  /** Return a range of the page for a stretch of the text. */
  const rangeOf = (start, end) => {
    const range = document.createRange(); let begun = false;
    for (const run of runs()) {
      const from = at(run); const to = from + lengthOf(run); const text = run.firstChild;
      if (!text) continue;
      if (!begun && from <= start && start < to) { range.setStart(text, run.dataset.length ? 0 : units(text.data, start - from)); begun = true; }
      if (begun && from < end && end <= to) { range.setEnd(text, run.dataset.length ? text.data.length : units(text.data, end - from)); return range; }
    }
    return null;
  };
  const wordsOf = (start, end) => runs().filter((run) => at(run) < end && at(run) + lengthOf(run) > start).map((run) => {
    const from = Math.max(start - at(run), 0); const to = Math.min(end - at(run), lengthOf(run));
    return run.dataset.length ? run.textContent : [...run.textContent].slice(from, to).join("");
  }).join("");

  /** Take a stretch as the pick: show its words, its buttons, and its place in the text. */
  const take = (start, end, show) => {
    const words = wordsOf(start, end);
    if (!words.trim() || !form) return;
    pick = { start, end, words };
    form.elements.start.value = start;
    form.elements.end.value = end;
    form.elements.claim.value = words;
    const next = new URL(form.elements.next.value, location.href);
    const sentence = [...heads].reverse().find((head) => Number(head.dataset.start) <= start);
    form.elements.next.value = next.pathname + next.search + (sentence ? `#${sentence.id}` : "");
    form.querySelector("[data-words]").textContent = words.replace(/\s+/g, " ").trim();
    form.hidden = false;
    if (!CSS.highlights) return;
    const range = show === false ? null : rangeOf(start, end);
    if (range) CSS.highlights.set("pick", new Highlight(range)); else CSS.highlights.delete("pick");
  };
  const drop = () => {
    pick = caret = null;
    if (form) form.hidden = true;
    CSS.highlights?.delete("pick");
    getSelection().removeAllRanges();
  };

  const claimsOf = (sentence) => (sentence.dataset.claims ?? "").trim().split(/\s+/).filter(Boolean).map((pair) => pair.split("-").map(Number));
  /** Make a sentence, or one of its claims, the one at hand. */
  const go = (sentence, which = -1) => {
    caret = null; here = sentence; claim = which;
    letters.querySelectorAll(".sentence.at").forEach((each) => each.classList.remove("at"));
    letters.querySelectorAll(`.sentence[data-n="${sentence.dataset.n}"]`).forEach((each) => each.classList.add("at"));
    sentence.focus({ preventScroll: true });
    sentence.scrollIntoView({ block: "nearest" });
    const found = claimsOf(sentence);
    const [start, end] = which >= 0 ? found[which] : found.length === 1 ? found[0] : trimmed(sentence);
    take(start, end);
  };
  const trimmed = (sentence) => [Number(sentence.dataset.start), Number(sentence.dataset.end)];
  const step = (by) => {
    const now = here ? heads.indexOf(here) : -1;
    // Behind the last sentence of a part, and before the first, the text goes on.
    const other = (by > 0 && now === heads.length - 1) || (by < 0 && now === 0) ? document.querySelector(`a[rel=${by > 0 ? "next" : "prev"}]`) : null;
    if (other) { other.click(); return; }
    const next = heads[Math.min(heads.length - 1, Math.max(0, now < 0 ? 0 : now + by))];
    if (next) go(next);
  };
  const stepClaim = (by) => {
    if (here && claim >= 0 && claimsOf(here)[claim + by]) { go(here, claim + by); return; }
    const now = here ? heads.indexOf(here) : by > 0 ? -1 : heads.length;
    const rest = by > 0 ? heads.slice(now + 1) : heads.slice(0, Math.max(now, 0)).reverse();
    const next = claim < 0 && here && claimsOf(here).length && now >= 0 ? here : rest.find((each) => claimsOf(each).length);
    if (next) go(next, by > 0 ? 0 : claimsOf(next).length - 1);
  };

  /** Return where the words of the sentence at hand stand: [start, end] each. */
  const wordsHere = () => {
    const start = Number(here.dataset.start); const text = wordsOf(start, Number(here.dataset.end));
    return [...text.matchAll(/[\p{L}\p{N}\p{M}]+(?:[-’'.,][\p{L}\p{N}\p{M}]+)*/gu)].map((found) => {
      const from = start + points(text.slice(0, found.index));
      return [from, from + points(found[0])];
    });
  };
  /** Move the word at hand, or with `longer` the end of the pick. */
  const word = (by, longer) => {
    if (!here) step(0);
    const all = here ? wordsHere() : [];
    if (!all.length) return;
    const fit = (n) => Math.min(all.length - 1, Math.max(0, n));
    if (!caret) caret = by > 0 ? [0, 0] : [all.length - 1, all.length - 1];
    else if (longer) caret = [caret[0], fit(caret[1] + by)];
    else { const to = fit(caret[1] + by); caret = [to, to]; }
    const [low, high] = [Math.min(...caret), Math.max(...caret)];
    take(all[low][0], all[high][1]);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const acts = {
      j: () => step(1), k: () => step(-1), J: () => stepClaim(1), K: () => stepClaim(-1),
      c: () => press("c"), s: () => press("s"), Escape: drop,
    };
    // Arrows scroll as ever until a sentence is at hand; elsewhere on the page they are left alone.
    if (here && (event.key === "ArrowRight" || event.key === "ArrowLeft") && (event.target === document.body || letters.contains(event.target))) {
      acts[event.key] = () => word(event.key === "ArrowRight" ? 1 : -1, event.shiftKey);
    }
    const act = acts[event.key];
    if (!act || (event.key === "Escape" && !pick)) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }, true);
  const press = (key) => {
    if (!pick) return;
    form?.querySelector(`[data-do="${key}"]`)?.click();
  };

  // Words marked with the mouse, a finger or the browser's own keys are a pick as well.
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(letters)) return;
    const found = stretch(range);
    if (found) { caret = null; take(found.start, found.end, false); }
  });
  letters.addEventListener("click", (event) => {
    const sentence = event.target.closest(".sentence");
    if (!sentence || event.target.closest("a,summary,.no-pick") || !getSelection().isCollapsed) return;
    go(letters.querySelector(`#s${sentence.dataset.n}`) ?? sentence);
  });
  // A link of the facts to a sentence on this page leads there without loading it again.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#facts a[data-to]");
    const sentence = link && document.getElementById(`s${link.dataset.to}`);
    if (sentence) { event.preventDefault(); go(sentence); sentence.scrollIntoView({ block: "center" }); }
  });
  const named = /^#s\d+$/.test(location.hash) && document.querySelector(location.hash);
  if (named) { go(named); if (form) form.hidden = true; named.scrollIntoView({ block: "center" }); }
  if (form?.dataset.from) take(Number(form.dataset.from), Number(form.dataset.to));
})();
