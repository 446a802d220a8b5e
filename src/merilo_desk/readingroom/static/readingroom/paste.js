/* A pasted text outlives a lost session, and one too long for a form goes as a file. The form works without this. */
"use strict";
(() => {
  const form = document.querySelector("form.bring");
  const text = form?.elements.text;
  const KEY = "merilo-paste";
  // Half of what the server takes in one form: letters of two bytes must fit as well.
  const LONG = 2_000_000;
  const kept = (() => { try { return sessionStorage; } catch { return null; } })();
  if (!form) return;
  if (!text.value && kept?.getItem(KEY)) text.value = kept.getItem(KEY);
  text.addEventListener("input", () => { try { kept?.setItem(KEY, text.value); } catch { /* too long to be kept here */ } });
  form.addEventListener("submit", () => {
    if (text.value.length <= LONG || form.elements.file.files.length) return;
    const carrier = new DataTransfer();
    carrier.items.add(new File([text.value], "text.txt", { type: "text/plain" }));
    form.elements.file.files = carrier.files;
    text.disabled = true;
  });
})();
