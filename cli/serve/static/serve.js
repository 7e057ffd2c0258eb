// What the pages do beyond links and forms: sliders that snap to days, and a line about new entries.
"use strict";
(() => {
  const DAY = 24 * 60 * 60 * 1000;
  const PAUSE = 250; // milliseconds without a move after which the page is asked for
  let last = 0;
  let waiting;

  // The days that a slider stops at; an empty text stands for a stop beyond them, which is now.
  const dayAt = (slider) => {
    const steps = slider.dataset.steps ? slider.dataset.steps.split(" ") : [];
    const place = Number(slider.value);
    if (place > steps.length) {
      return "";
    }
    const days = steps.slice(0, place).reduce((sum, step) => sum + Number(step), 0);
    return new Date(Date.parse(slider.dataset.first) + days * DAY).toISOString().slice(0, 10);
  };

  const tellOfNew = () => {
    const line = document.getElementById("new");
    const number = line ? last - Number(line.dataset.seen) : 0;
    if (number > 0) {
      const text = number === 1 ? line.dataset.one : line.dataset.several;
      line.querySelector("a").textContent = text.replace("{number}", number);
      line.hidden = false;
    }
  };

  document.addEventListener("input", (event) => {
    const slider = event.target;
    if (!slider.classList.contains("slider")) {
      return;
    }
    const day = dayAt(slider);
    document.getElementById(slider.dataset.for).value = day;
    slider.setAttribute("aria-valuetext", day || slider.dataset.now);
    clearTimeout(waiting);
    waiting = setTimeout(() => slider.form.requestSubmit(), PAUSE);
  });

  document.addEventListener("htmx:afterSettle", tellOfNew);
  document.documentElement.classList.add("scripted"); // shows the sliders, also those swapped in
  const line = document.getElementById("new");
  if (line) {
    new EventSource(`/live?after=${line.dataset.seen}`).addEventListener("message", (event) => {
      last = Number(event.data);
      tellOfNew();
    });
  }
})();
