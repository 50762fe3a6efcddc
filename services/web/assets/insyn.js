// Keyboard comfort on the class page. Every page works without this file.
"use strict";
(() => {
  const form = document.querySelector("form[data-rows]");
  if (!form) return;
  const points = Array.from(form.querySelectorAll("input[data-point]"));
  const save = form.querySelector("button[data-save]");
  let leaving = false;

  const typed = () =>
    form.hasAttribute("data-unsaved") ||
    Array.from(form.querySelectorAll("input, textarea")).some((field) => field.value !== field.defaultValue);

  const move = (from, step) => {
    const next = points[points.indexOf(from) + step];
    const target = next || (step > 0 ? save : null);
    if (!target) return;
    target.focus();
    if (target.select) target.select();
  };

  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(save);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const field = event.target;
    if (!(field instanceof HTMLInputElement)) return;
    if (field.type === "date" && event.key !== "Enter") return;
    const row = field.closest("[data-row]");
    const point = row && row.querySelector("input[data-point]");
    if (!point) return;
    if (event.key === "Enter" || (event.key === "ArrowDown" && field === point)) {
      event.preventDefault();
      move(point, 1);
    } else if (event.key === "ArrowUp" && field === point) {
      event.preventDefault();
      move(point, -1);
    }
  });

  // Typed text is never lost without a question.
  form.addEventListener("submit", () => { leaving = true; });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && typed()) event.preventDefault();
  });
})();
