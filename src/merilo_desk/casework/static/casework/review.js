/* Comments on words that a reviewer has picked in the text; without this the words are typed. */
"use strict";
(() => {
  const parts = [...document.querySelectorAll(".reviewed")].filter((part) => part.querySelector("[data-comment-here]"));
  const LONGEST = 200;
  let picked = "";

  /** Return the part in which words are picked, whole: a pick that runs on into the next part is of neither. */
  const at = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    return parts.find((part) => part.querySelector("[data-text]").contains(range.commonAncestorContainer)) ?? null;
  };

  document.addEventListener("selectionchange", () => {
    const part = at();
    // A press on the button takes the pick away in some browsers, so it is kept while the button has the focus.
    if (!part && document.activeElement?.matches("[data-comment-here]")) return;
    picked = part ? getSelection().toString().replace(/\s+/g, " ").trim().slice(0, LONGEST) : "";
    for (const each of parts) each.querySelector("[data-comment-here]").hidden = each !== part || !picked;
  });

  for (const part of parts) {
    const button = part.querySelector("[data-comment-here]");
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      const words = part.querySelector("[name^='words:']"), remark = part.querySelector("[name^='remark:']");
      part.querySelector("details").open = true;
      // A second comment on the same part goes below the first, with its own words.
      if (remark.value.trim() || (words.value && words.value !== picked)) {
        remark.value = `${remark.value.trimEnd()}\n\n> ${picked}\n`.trimStart();
      } else words.value = picked;
      button.hidden = true;
      getSelection().removeAllRanges();
      remark.focus();
      remark.setSelectionRange(remark.value.length, remark.value.length);
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "c" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input,textarea,select")) return;
    const button = document.querySelector("[data-comment-here]:not([hidden])");
    if (button) { event.preventDefault(); button.click(); }
  });
})();
