/* The editor of a draft: saves by itself, keeps in the browser what is not saved yet, and never overwrites anybody. */
"use strict";
(() => {
  const form = document.getElementById("draft");
  if (!form) return;
  const said = form.dataset;
  const state = document.getElementById("save-state");
  const news = document.getElementById("draft-news");
  const parts = [...form.querySelectorAll("[data-part]")].map((node) => ({ key: node.dataset.part, node, field: form.elements[node.dataset.part] }));
  const keep = `merilo-draft-${said.case}-${said.language}-${said.user}`;
  const PAUSE = 2500;
  let timer = 0, busy = false, again = false, tries = 0, asideShown = false, stopped = false;

  const texts = () => Object.fromEntries(parts.map(({ key, field }) => [key, field.value]));
  const same = (a, b) => parts.every(({ key }) => (a[key] ?? "") === (b[key] ?? ""));
  let saved = texts();

  const tell = (words, kind = "") => { state.textContent = words; state.className = kind ? `quiet ${kind}` : "quiet"; };
  const notice = (words, link, name, kind = "warning") => {
    const box = document.createElement("div");
    box.className = `notice ${kind}`;
    const line = document.createElement("p");
    line.textContent = `${words} `;
    if (link) {
      const to = document.createElement("a");
      to.href = link;
      to.textContent = name;
      if (link === said.signinUrl) to.target = "_blank";
      line.append(to);
    }
    box.append(line);
    news.replaceChildren(box);
  };

  /* What is typed is in the browser's own keeping before it is anywhere else. */
  const store = () => {
    try {
      localStorage.setItem(keep, JSON.stringify({ texts: texts(), from: form.elements.began_from.value, at: Date.now() }));
    } catch { /* a browser without room or with storage off still saves to the desk */ }
  };
  const forget = () => { try { localStorage.removeItem(keep); } catch { /* as above */ } };
  const stored = () => { try { return JSON.parse(localStorage.getItem(keep)); } catch { return null; } };

  const token = () => document.cookie.split("; ").find((each) => each.startsWith("csrftoken="))?.slice(10) ?? form.elements.csrfmiddlewaretoken.value;

  const save = async () => {
    clearTimeout(timer);
    if (stopped) return;
    if (busy) { again = true; return; }
    const sending = texts();
    if (same(sending, saved) && !asideShown) return;
    busy = true;
    tell(said.saving);
    const body = new URLSearchParams({ ...sending, began_from: form.elements.began_from.value, sitting: form.elements.sitting.value });
    let answer = null, told = {};
    try {
      answer = await fetch(form.action, { method: "POST", body, redirect: "manual", headers: { Accept: "application/json", "X-CSRFToken": token() } });
      if (answer.headers.get("Content-Type")?.includes("json")) told = await answer.json();
    } catch { answer = null; }
    busy = false;
    if (answer?.ok && told.version !== undefined) landed(sending, told);
    else if (answer?.status === 409) aside(sending, told);
    else if (answer?.status === 422 || answer?.status === 413) refused(told);
    else if (answer && (answer.type === "opaqueredirect" || answer.status === 403)) ended();
    else later();
    if (again) { again = false; plan(); }
  };

  const landed = (sent, told) => {
    tries = 0;
    saved = sent;
    form.elements.began_from.value = told.version;
    for (const [key, text] of Object.entries(told.taken ?? {})) {
      const part = parts.find((each) => each.key === key);
      // What was typed into that part while the answer was on its way stays; the next save puts both together.
      if (part.field.value === sent[key]) { part.field.value = text; count(part); }
      saved = { ...saved, [key]: text };
    }
    if (told.told) notice(told.told, "", "", "success");
    else if (!asideShown) news.replaceChildren();
    asideShown = false;
    if (same(texts(), saved)) { forget(); tell(told.said); }
    else { store(); plan(); }
  };
  const aside = (sent, told) => {
    // Kept at the desk beside the draft; the browser keeps it too until it is put together.
    saved = sent;
    asideShown = true;
    tell(told.said, "waiting");
    if (told.where) notice(told.said, told.where, said.merge);
  };
  const refused = (told) => {
    tell(told.said, "trouble");
    const part = parts.find((each) => each.key === told.field);
    part?.field.setAttribute("aria-invalid", "true");
  };
  const ended = () => {
    tell(said.ended, "trouble");
    notice(said.ended, said.signinUrl, said.signin);
    timer = setTimeout(save, 15000);
  };
  const later = () => {
    tries += 1;
    tell(said.offline, "trouble");
    timer = setTimeout(save, Math.min(60000, 3000 * tries));
  };
  const plan = () => { clearTimeout(timer); timer = setTimeout(save, PAUSE); };

  const count = ({ node, field }) => {
    const words = field.value.match(/[\p{L}\p{N}_]+(?:[-’'.,][\p{L}\p{N}_]+)*/gu)?.length ?? 0;
    node.querySelector("[data-count]").textContent = `${words} ${said.words}`;
    const advice = node.querySelector("[data-advice]");
    if (advice) {
      const over = [...field.value.trim()].length > Number(advice.dataset.advice);
      advice.textContent = over ? advice.dataset.over : "";
      advice.classList.toggle("over-advice", over);
    }
    const sentences = node.querySelector("[data-sentences]");
    if (sentences) {
      const trimmed = field.value.trim();
      const ends = trimmed.match(/[.!?…]+[»”“"')\]]*(?=\s|$)/gu)?.length ?? 0;
      const many = trimmed ? ends + (/[.!?…]+[»”“"')\]]*$/u.test(trimmed) ? 0 : 1) : 0;
      sentences.textContent = many > Number(sentences.dataset.sentences) ? sentences.dataset.over : "";
      sentences.classList.toggle("over-advice", Boolean(sentences.textContent));
    }
  };
  parts.forEach(count);

  if ("rests" in said) return;

  form.addEventListener("input", (event) => {
    const part = parts.find((each) => each.field === event.target);
    if (!part) return;
    part.field.removeAttribute("aria-invalid");
    count(part);
    store();
    tell(said.waiting, "waiting");
    plan();
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); asideShown = asideShown && !same(texts(), saved); save(); });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); save(); }
  });
  window.addEventListener("online", save);
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
  window.addEventListener("beforeunload", (event) => { if (!same(texts(), saved)) { store(); event.preventDefault(); } });

  /* What an earlier page kept and could not save is offered back, never put in by itself. */
  const kept = stored();
  const offer = document.getElementById("kept");
  if (kept && !same(kept.texts, saved)) {
    offer.hidden = false;
    offer.querySelector("[data-kept-at]").textContent = new Date(kept.at).toLocaleString([document.documentElement.lang, "sv"], { dateStyle: "medium", timeStyle: "short" });
    offer.querySelector("[data-take-back]").addEventListener("click", () => {
      form.elements.began_from.value = kept.from;
      for (const part of parts) { part.field.value = kept.texts[part.key] ?? part.field.value; count(part); }
      offer.hidden = true;
      save();
    });
    offer.querySelector("[data-drop]").addEventListener("click", () => { forget(); offer.hidden = true; });
  } else if (kept) forget();

  /* The head of the page is asked for again and again, and knows who saved last. */
  document.addEventListener("htmx:afterSwap", (event) => {
    const now = event.target.querySelector?.("[data-saved]");
    if (!now || asideShown) return;
    const version = Number(now.getAttribute(`data-${said.language}`) ?? 0);
    if (version > Number(form.elements.began_from.value) && !busy && same(texts(), saved)) {
      notice(`${said.elsewhere} ${now.getAttribute(`data-${said.language}-by`)}`, location.href, "↻");
    }
  });

  /* The marks of the text. */
  const put = (field, text, from, to) => {
    field.focus();
    field.setSelectionRange(from, to);
    // The old command is the only one that leaves the browser's own undo whole.
    if (!document.execCommand("insertText", false, text)) field.setRangeText(text, from, to, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const around = (field, mark) => {
    const { selectionStart: a, selectionEnd: b, value } = field;
    const words = value.slice(a, b);
    put(field, `${mark}${words}${mark}`, a, b);
    if (!words) field.setSelectionRange(a + mark.length, a + mark.length);
  };
  const before = (field, mark) => {
    const { selectionStart: a, selectionEnd: b, value } = field;
    const start = value.lastIndexOf("\n", a - 1) + 1;
    put(field, value.slice(start, b).split("\n").map((line) => `${mark}${line}`).join("\n"), start, b);
  };
  const link = (field) => {
    const { selectionStart: a, selectionEnd: b, value } = field;
    put(field, `[${value.slice(a, b)}](https://)`, a, b);
    const end = field.selectionEnd - 1;
    field.setSelectionRange(end, end);
  };
  for (const bar of form.querySelectorAll(".tools")) {
    bar.hidden = false;
    const field = document.getElementById(bar.getAttribute("aria-controls"));
    bar.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.dataset.mark) around(field, button.dataset.mark);
      else if (button.dataset.line) before(field, button.dataset.line);
      else if ("link" in button.dataset) link(field);
      else if ("noteHere" in button.dataset) {
        const words = field.value.slice(field.selectionStart, field.selectionEnd).slice(0, 280);
        document.getElementById("note").open = true;
        document.getElementById("note_anchor").value = words ? `„${words}“` : "";
        document.getElementById("note_text").focus();
      }
    });
    bar.querySelector("[data-source]")?.addEventListener("change", (event) => {
      if (event.target.value) put(field, event.target.value, field.selectionStart, field.selectionEnd);
      event.target.value = "";
    });
    field.addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey)) return;
      if (event.key === "b") { event.preventDefault(); around(field, "**"); }
      if (event.key === "i") { event.preventDefault(); around(field, "*"); }
      if (event.key === "k") { event.preventDefault(); link(field); }
    });
  }
})();
