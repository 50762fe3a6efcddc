// The class grid: each cell saves by itself. Every page works without this file; then the class page is
// a form that is sent as a whole. The keys are those of the ARIA grid pattern
// (https://www.w3.org/WAI/ARIA/apg/patterns/grid/) with what a spreadsheet has taught: type to replace,
// Enter saves and moves down, F2 edits, Escape gives back what stood there.
"use strict";
(() => {
  const form = document.querySelector("form[data-grid]");
  if (!form) return;

  const table = form.querySelector("table");
  const said = (key, parts = {}) =>
    form.querySelector(`[data-word="${key}"]`).textContent.replace(/\{(\w+)\}/g, (_, name) => String(parts[name]));
  const points = form.dataset.points.split(" ");
  // One key each, unless a point of the scale begins with it.
  const atOnce = ["=", ...form.dataset.reasons.split(" ")].filter(
    (key) => !points.some((point) => point.toLowerCase().startsWith(key))
  );
  // What one person typed is neither shown to the next at this machine nor sent in their name.
  const key = `insyn${location.pathname} ${form.dataset.who}`;
  const summary = form.querySelector("[data-summary]");
  const retry = form.querySelector("button[data-retry]");

  // ------------------------------------------------------------------------------------ rows

  class Row {
    constructor(element) {
      const find = (selector) => element.querySelector(selector);
      this.element = element;
      this.pupil = element.dataset.row;
      this.name = find("[data-name]").textContent.trim();
      this.point = find("input[data-point]");
      this.on = find("input[data-on]");
      this.text = find("input[data-text]");
      this.shown = find("input[data-shown]");
      this.shownOn = find("input[data-shown-on]");
      this.state = find("[data-state]");
      this.change = find("[data-change]");
      this.undo = [];
      this.waiting = null; // what is to be sent
      this.sent = null; // what is on its way
    }

    differs() {
      const same = this.point.value.trim() === this.shown.value && this.on.value === this.shownOn.value;
      return !same || this.text.value.trim() !== "";
    }

    lacksReason() {
      return form.hasAttribute("data-corrects") && this.shown.value !== "" && this.text.value.trim() === "";
    }

    say(tone, text) {
      const state = document.createElement("span");
      state.className = `state ${tone}`;
      state.textContent = text;
      this.state.replaceChildren(state);
    }

    reset() {
      this.point.value = this.shown.value;
      this.on.value = this.shownOn.value;
      this.text.value = "";
    }
  }

  const rows = Array.from(table.querySelectorAll("tr[data-row]"), (element) => new Row(element));
  const rowOf = (node) => rows.find((row) => row.element.contains(node));
  const byPupil = new Map(rows.map((row) => [row.pupil, row]));

  // ---------------------------------------------------------------------------------- saving

  let onTheWay = 0;
  let waits = 0;
  let timer = null;

  // What has been typed and not been answered outlives a reload. It is kept for this tab alone and goes
  // when the tab goes: the machine may be one that many use.
  const keep = () => {
    const kept = rows.filter((row) => row.sent || row.waiting).map((row) => [row.pupil, row.waiting || row.sent]);
    if (kept.length > 0) sessionStorage.setItem(key, JSON.stringify(kept));
    else sessionStorage.removeItem(key);
    const left = kept.length;
    summary.textContent = left > 0 ? said("Unsaved", { count: left }) : said("AllSaved");
    retry.hidden = left === 0 || timer === null;
  };

  const save = (row) => {
    if (!row.differs()) return;
    if (row.point.value.trim() === "") {
      if (row.text.value.trim() !== "") row.say("plain", said("WithPoint"));
      else if (row.shown.value !== "") { row.reset(); row.say("warn", said("Emptied")); }
      return;
    }
    if (row.lacksReason()) {
      row.say("warn", said("ReasonFirst"));
      return;
    }
    const said_already = row.waiting || row.sent;
    if (said_already && ["point", "on", "text"].every((name) => said_already[name] === row[name].value.trim())) return;
    row.waiting = {
      id: crypto.randomUUID(), point: row.point.value.trim(), on: row.on.value, text: row.text.value.trim(),
    };
    row.say("plain", said("Saving"));
    keep();
    pump();
  };

  const pump = () => {
    for (const row of rows) {
      if (onTheWay >= 4) return;
      if (row.waiting && !row.sent && timer === null) send(row);
    }
  };

  const send = async (row) => {
    const entry = row.waiting;
    row.sent = entry;
    row.waiting = null;
    // What stood there is what the reader saw when this was typed, or what came of the entry before it.
    entry.shown ??= row.shown.value;
    entry.shownOn ??= row.shownOn.value;
    onTheWay += 1;
    keep();
    let answer = null;
    try {
      answer = await fetch(form.dataset.cells, { method: "POST", body: body(row, entry), headers: { accept: "application/json" } });
    } catch {
      // No connection: tried again below.
    }
    onTheWay -= 1;
    if (answer && answer.ok) {
      const told = await answer.json().catch(() => null);
      if (told) {
        row.sent = null;
        waits = 0;
        settle(row, entry, told);
        keep();
        return pump();
      }
    }
    row.sent = null;
    row.waiting ??= entry;
    if (answer && (answer.status === 401 || answer.status === 403)) {
      row.say("bad", said("SignedOut"));
      wait(row, null);
    } else if (answer && answer.status < 500 && answer.status !== 429) {
      row.waiting = null;
      row.say("bad", said("NotSaved"));
      keep();
      pump();
    } else {
      wait(row, Math.min(1000 * 2 ** waits, 30000));
    }
  };

  // Tried again after a while; at once when the connection is back or the reader asks for it.
  const wait = (row, delay) => {
    for (const other of rows) if (other.waiting) other.say("bad", said("NotSavedYet"));
    waits += 1;
    clearTimeout(timer);
    timer = setTimeout(again, delay ?? 60000);
    keep();
  };

  const again = () => {
    clearTimeout(timer);
    timer = null;
    for (const row of rows) if (row.waiting) row.say("plain", said("Saving"));
    keep();
    pump();
  };
  window.addEventListener("online", again);
  retry.addEventListener("click", again);

  const body = (row, entry) => {
    const fields = new URLSearchParams();
    fields.set("who", form.dataset.who);
    fields.set(`id-${row.pupil}`, entry.id);
    if (entry.undo) {
      fields.set(`undo-${row.pupil}`, entry.undo);
      return fields;
    }
    fields.set(`point-${row.pupil}`, entry.point);
    fields.set(`on-${row.pupil}`, entry.on);
    fields.set(`${row.text.dataset.text}-${row.pupil}`, entry.text);
    fields.set(`shown-${row.pupil}`, entry.shown);
    fields.set(`shown-on-${row.pupil}`, entry.shownOn);
    return fields;
  };

  const settle = (row, entry, told) => {
    const cell = told.rows.find((cell) => cell.pupil === row.pupil);
    if (!cell) return row.say("bad", said("NotSaved"));
    const refused = cell.verdict === "refused";
    row.element.classList.toggle("bad", refused);
    row.element.classList.toggle("saved", cell.verdict === "saved");
    row.point.setAttribute("aria-invalid", String(refused));
    row.shown.value = cell.shown;
    row.shownOn.value = cell.on;
    // What the reader has typed since then stays.
    const untouched = entry.undo || row.point.value.trim() === entry.point;
    if (!refused && untouched && document.activeElement !== row.point) row.point.value = cell.shown;
    if (!refused && (entry.undo || row.on.value === entry.on)) row.on.value = cell.on;
    if (!refused && row.text.value.trim() === entry.text) row.text.value = "";
    row.state.innerHTML = cell.state;
    row.change.textContent = cell.change;
    if (cell.verdict === "saved" && !entry.undo) row.undo.push(cell.position);
    if (cell.verdict === "saved" && row.undo.length > 0) beside(row, undoButton(row));
    const missing = document.querySelector("[data-missing]");
    if (missing) missing.innerHTML = told.missing;
    const left = document.querySelector("[data-left]");
    if (left) { left.textContent = told.left; left.hidden = told.left === ""; }
    if (refused) announce(`${row.name}: ${row.state.textContent.trim()}`);
    if (row.waiting) row.say("plain", said("Saving"));
  };

  // On the line of the state, so that the row keeps its height.
  const beside = (row, button) => row.state.querySelector(".state").after(" ", button);

  const undoButton = (row) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link small";
    button.tabIndex = -1;
    button.textContent = said("Undo");
    button.setAttribute("aria-label", said("UndoOf", { name: row.name }));
    button.addEventListener("click", () => undo(row));
    return button;
  };

  const undo = (row) => {
    const position = row.undo.pop();
    if (position === undefined || row.sent) return;
    row.waiting = { id: crypto.randomUUID(), undo: String(position), point: "", on: "", text: "" };
    row.say("plain", said("Saving"));
    keep();
    pump();
    show(row.element, column(row.point));
  };

  const loud = form.querySelector("[data-loud]");
  const announce = (text) => { loud.textContent = text; };

  // -------------------------------------------------------------------------- moving about

  table.setAttribute("role", "grid");
  const cellsOf = (tr) => Array.from(tr.cells);
  const column = (node) => node.closest("td, th").cellIndex;
  const fieldOf = (cell) => cell.querySelector("input:not([type=hidden])");
  let here = null;

  for (const row of rows) {
    for (const cell of cellsOf(row.element)) {
      cell.tabIndex = -1;
      for (const inner of cell.querySelectorAll("a, input, button")) inner.tabIndex = -1;
    }
  }

  const stand = (cell) => {
    if (here) { here.tabIndex = -1; here.removeAttribute("aria-label"); }
    here = cell;
    here.tabIndex = 0;
    // A reader of the screen hears whose cell it is and what stands there; of a date field in a cell it
    // would hear the name alone.
    const field = fieldOf(cell);
    if (field && field.value !== "") here.setAttribute("aria-label", `${field.getAttribute("aria-label")}: ${field.value}`);
  };

  const show = (tr, index) => {
    const cell = tr.cells[Math.min(index, tr.cells.length - 1)];
    stand(cell);
    // At once: a page that glides lags behind one who types fast.
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  };

  const move = (row, step, index) => {
    const next = rows[rows.indexOf(row) + step];
    if (next) show(next.element, index);
    else if (step > 0) { stand(row.element.cells[index]); summary.focus(); }
    else show(row.element, index);
  };

  const first = rows.find((row) => row.shown.value === "") || rows[0];
  if (first) stand(first.point.closest("td"));

  const leave = (row, field, where) => {
    closeList();
    const index = column(field);
    save(row);
    const reasonNext = field === row.point && row.differs() && row.point.value.trim() !== "" && row.lacksReason();
    if (where === "down" && reasonNext) return show(row.element, column(row.text));
    if (where === "down" && field === row.text) return move(row, 1, column(row.point));
    if (where === "down") return move(row, 1, index);
    if (where === "up") return move(row, -1, index);
    if (where === "right") return show(row.element, next(row, index, 1));
    if (where === "left") return show(row.element, next(row, index, -1));
    return show(row.element, index);
  };

  // The nearest cell with a field to that side; else the same.
  const next = (row, index, step) => {
    const cells = cellsOf(row.element);
    for (let at = index + step; at >= 0 && at < cells.length; at += step) if (fieldOf(cells[at])) return at;
    return index;
  };

  table.addEventListener("focusin", (event) => {
    const cell = event.target.closest("td, th");
    if (cell && rowOf(cell)) stand(cell);
    if (event.target instanceof HTMLInputElement) event.target.dataset.before = event.target.value;
  });

  table.addEventListener("focusout", (event) => {
    const row = rowOf(event.target);
    if (!row || !(event.target instanceof HTMLInputElement)) return;
    closeList();
    // Left with the mouse, or the whole window: what was typed is saved all the same.
    if (event.target.value !== event.target.dataset.before) save(row);
  });

  table.addEventListener("click", (event) => {
    const cell = event.target.closest("td, th");
    if (!cell || !rowOf(cell) || event.target.closest("a, button, input")) return;
    const field = fieldOf(cell);
    if (field) { field.focus(); if (field.select) field.select(); } else show(cell.parentElement, cell.cellIndex);
  });

  table.addEventListener("keydown", (event) => {
    const row = rowOf(event.target);
    if (!row || event.isComposing) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !(event.target instanceof HTMLInputElement)) {
      event.preventDefault();
      return undo(row);
    }
    if (event.target instanceof HTMLInputElement) editing(event, row, event.target);
    else if (event.target.matches("td, th")) standing(event, row, event.target);
  });

  const editing = (event, row, field) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (field === row.point && chooses(event, row)) return;
    const text = field.type !== "date";
    if (event.key === "Enter") leave(row, field, "down");
    else if (event.key === "ArrowDown" && text) leave(row, field, "down");
    else if (event.key === "ArrowUp" && text) leave(row, field, "up");
    else if (event.key === "Tab") leave(row, field, event.shiftKey ? "left" : "right");
    else if (event.key === "Escape") { field.value = field.dataset.before; closeList(); show(row.element, column(field)); }
    else return;
    event.preventDefault();
  };

  const standing = (event, row, cell) => {
    const field = fieldOf(cell);
    const index = cell.cellIndex;
    const last = row.element.cells.length - 1;
    const far = event.ctrlKey || event.metaKey;
    if (event.altKey) return;
    switch (event.key) {
      case "ArrowDown": show((rows[rows.indexOf(row) + 1] || row).element, index); break;
      case "ArrowUp": move(row, -1, index); break;
      case "ArrowRight": show(row.element, Math.min(index + 1, last)); break;
      case "ArrowLeft": show(row.element, Math.max(index - 1, 0)); break;
      case "Home": show((far ? rows[0] : row).element, 0); break;
      case "End": show((far ? rows[rows.length - 1] : row).element, last); break;
      case "PageDown": show(rows[Math.min(rows.indexOf(row) + 10, rows.length - 1)].element, index); break;
      case "PageUp": show(rows[Math.max(rows.indexOf(row) - 10, 0)].element, index); break;
      case "Enter": {
        const link = cell.querySelector("a, button");
        if (link && !field) link.click();
        else move(row, 1, index);
        break;
      }
      case "F2":
        if (!field) return;
        field.focus();
        break;
      default:
        if (far || !field || event.key.length !== 1) return;
        if (field === row.point && atOnce.includes(event.key.toLowerCase())) {
          field.value = event.key.toLowerCase();
          leave(row, field, "down");
          break;
        }
        // The key itself goes into the field, in place of what stands there.
        field.focus();
        if (field.select) field.select();
        return;
    }
    event.preventDefault();
  };

  // ------------------------------------------------------------- points proposed while typing

  const list = document.createElement("ul");
  list.id = "point-list";
  list.className = "point-list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", said("Points"));
  list.hidden = true;
  form.append(list);
  let chosen = -1;
  let listed = null;

  const closeList = () => {
    if (listed) {
      listed.point.setAttribute("aria-expanded", "false");
      listed.point.removeAttribute("aria-activedescendant");
    }
    list.hidden = true;
    listed = null;
    chosen = -1;
  };

  const openList = (row) => {
    const typed = row.point.value.trim().toLowerCase().replace(/\s/g, "");
    const found = typed === "" ? [] : points.filter((point) => point.toLowerCase().startsWith(typed));
    if (found.length < 2) return closeList();
    list.replaceChildren(...found.map((point, index) => {
      const item = document.createElement("li");
      item.id = `point-list-${index}`;
      item.setAttribute("role", "option");
      item.textContent = point;
      item.addEventListener("mousedown", (event) => {
        event.preventDefault();
        row.point.value = point;
        leave(row, row.point, "down");
      });
      return item;
    }));
    row.point.closest("td").append(list);
    row.point.setAttribute("role", "combobox");
    row.point.setAttribute("aria-controls", list.id);
    row.point.setAttribute("aria-expanded", "true");
    row.point.setAttribute("aria-autocomplete", "list");
    list.classList.remove("above");
    list.hidden = false;
    const foot = form.querySelector(".save-row").getBoundingClientRect().top;
    list.classList.toggle("above", list.getBoundingClientRect().bottom > foot);
    listed = row;
    chosen = -1;
  };

  // Whether the key was for the list.
  const chooses = (event, row) => {
    if (list.hidden || listed !== row) return false;
    const items = Array.from(list.children);
    if (event.key === "Escape") {
      event.preventDefault();
      closeList();
      return true;
    }
    if (event.key === "Enter" && chosen >= 0) row.point.value = items[chosen].textContent;
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return false;
    event.preventDefault();
    chosen = (chosen + (event.key === "ArrowDown" ? 1 : items.length)) % items.length;
    items.forEach((item, index) => item.setAttribute("aria-selected", String(index === chosen)));
    list.scrollTop = items[chosen].offsetTop - list.clientHeight / 2;
    row.point.setAttribute("aria-activedescendant", items[chosen].id);
    return true;
  };

  table.addEventListener("input", (event) => {
    const row = rowOf(event.target);
    if (row && event.target === row.point) openList(row);
  });

  // --------------------------------------------------------------------------- whole columns

  const tools = form.querySelector("[data-tools]");
  tools.hidden = false;
  const all = tools.querySelector("input[data-all]");
  tools.querySelector("button[data-all-set]").addEventListener("click", () => {
    const value = all.value.trim();
    if (value === "") return all.focus();
    const empty = rows.filter((row) => row.point.value.trim() === "");
    for (const row of empty) { row.point.value = value; save(row); }
    announce(said("ColumnSet", { count: empty.length }));
  });
  all.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    tools.querySelector("button[data-all-set]").click();
  });
  tools.querySelector("input[data-all-on]").addEventListener("change", (event) => {
    const unset = rows.filter((row) => row.shown.value === "" && !row.sent && !row.waiting);
    for (const row of unset) { row.on.value = event.target.value; row.shownOn.value = event.target.value; }
    announce(said("DateSet", { count: unset.length }));
  });

  // ------------------------------------------------------------------- a block from a workbook

  const dialog = form.querySelector("dialog[data-paste]");
  const normal = (text) => text.normalize("NFC").toLowerCase().replace(/[,;]/g, " ").split(/\s+/).filter(Boolean).sort().join(" ");

  // Names lead where the block has them; else the rows follow each other from where the reader stands.
  const match = (lines, from) => {
    const named = new Map();
    for (const row of rows) named.set(normal(row.name), named.has(normal(row.name)) ? null : row);
    const byName = lines.some((cells) => cells.slice(0, -1).some((cell) => named.get(normal(cell))));
    return lines.map((cells, index) => {
      const value = (cells.filter((cell) => cell !== "").at(-1) || "").trim();
      if (!byName) return { row: rows[from + index] || null, label: cells.join(" "), value };
      const names = [cells.slice(0, -1).join(" "), ...cells.slice(0, -1)];
      const row = names.map((name) => named.get(normal(name))).find(Boolean) || null;
      return { row, label: cells.slice(0, -1).join(" "), value };
    });
  };

  const isValue = (value) => {
    const plain = value.toLowerCase().replace(/\s/g, "");
    return points.some((point) => point.toLowerCase() === plain) || ["=", ...form.dataset.reasons.split(" ")].includes(plain);
  };

  const judge = (found) => {
    if (!found.row) return "Unmatched";
    if (!isValue(found.value)) return "NoPoint";
    if (found.row.shown.value === "") return "New";
    return found.row.shown.value.toLowerCase() === found.value.toLowerCase() ? "SameAlready" : "Conflict";
  };

  const preview = (found) => {
    const body = dialog.querySelector("tbody");
    body.replaceChildren(...found.map((one, index) => {
      const verdict = judge(one);
      const line = document.createElement("tr");
      const cell = (text) => { const td = document.createElement("td"); td.textContent = text; return td; };
      const box = document.createElement("input");
      box.type = "checkbox";
      box.id = `paste-${index}`;
      box.checked = verdict === "New";
      box.disabled = verdict !== "New" && verdict !== "Conflict";
      box.setAttribute("aria-label", `${one.row ? one.row.name : one.label} ${one.value}`);
      const tick = document.createElement("td");
      tick.append(box);
      const state = cell(said(verdict));
      state.className = { New: "good-text", Conflict: "warn-text", SameAlready: "soft" }[verdict] || "bad-text";
      line.append(tick, cell(one.row ? one.row.name : one.label), cell(one.value), cell(one.row ? one.row.shown.value || "–" : "–"), state);
      return line;
    }));
    dialog.showModal();
    dialog.querySelector("button[data-take]").onclick = () => {
      const boxes = Array.from(body.querySelectorAll("input"));
      const taken = found.filter((_, index) => boxes[index].checked && !boxes[index].disabled);
      dialog.close();
      for (const one of taken) { one.row.point.value = one.value; save(one.row); }
      announce(said("Pasted", { count: taken.length }));
      if (here) here.focus();
    };
  };
  dialog.querySelector("button[data-leave]").addEventListener("click", () => { dialog.close(); if (here) here.focus(); });

  table.addEventListener("paste", (event) => {
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    const lines = text.replace(/\r/g, "").split("\n").filter((line) => line.trim() !== "").map((line) => line.split("\t").map((cell) => cell.trim()));
    const row = rowOf(event.target);
    if (!row || (lines.length < 2 && lines.every((cells) => cells.length < 2))) return;
    event.preventDefault();
    preview(match(lines, rows.indexOf(row)));
  });

  // ------------------------------------------------------------------------------- beginning

  for (const element of form.querySelectorAll("[data-without-script]")) element.hidden = true;
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const [pupil, entry] of JSON.parse(sessionStorage.getItem(key) || "[]")) {
    const row = byPupil.get(pupil);
    if (!row) continue;
    if (!entry.undo) { row.point.value = entry.point; row.on.value = entry.on; row.text.value = entry.text; }
    row.waiting = entry;
    row.say("plain", said("Saving"));
  }
  keep();
  pump();
  window.addEventListener("beforeunload", (event) => {
    const field = document.activeElement;
    const half = field instanceof HTMLInputElement && rowOf(field) && field.value !== field.dataset.before;
    if (half || rows.some((row) => row.sent || row.waiting)) event.preventDefault();
  });
})();
