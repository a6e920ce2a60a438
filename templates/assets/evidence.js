"use strict";
// Pressing a number lights the characters of the source that it was read from, beside the table; pressing a line of the
// source lights its cells. Without this script the same links lead to their anchors.
(() => {
  const desk = document.querySelector(".desk");
  const panel = document.querySelector(".evidence");
  const words = document.getElementById("evidence-words");
  if (!desk || !panel || !words) return;
  panel.prepend(words.content.cloneNode(true));
  const bar = panel.querySelector(".lit-cell");
  const [told, note] = bar.querySelectorAll("span, div");
  const [copy, close] = bar.querySelectorAll("button");
  const address = document.querySelector(".address");
  if (!address.textContent) address.textContent = location.href.split("#")[0];
  const done = copy.dataset.done;
  const label = copy.textContent;
  let lit = [];
  let back = null;
  let shown = null;

  const text = (element) => element.textContent.replace(/\s+/g, " ").trim();
  const seen = (cell) => {
    const copy = cell.cloneNode(true);
    copy.querySelectorAll(".vh, .flag").forEach((one) => one.remove());
    return text(copy) || text(cell);
  };

  /** The headings above and beside a cell, from the widest to its own. */
  const headings = (cell) => {
    const table = cell.closest("table");
    const grid = [];
    let at = null;
    [...table.rows].forEach((row, y) => {
      let x = 0;
      [...row.cells].forEach((one) => {
        while ((grid[y] = grid[y] || [])[x]) x += 1;
        if (one === cell) at = [x, y];
        for (let down = 0; down < one.rowSpan; down += 1) {
          for (let across = 0; across < one.colSpan; across += 1) {
            (grid[y + down] = grid[y + down] || [])[x + across] = one;
          }
        }
      });
    });
    const body = cell.closest("tbody");
    const of = (scope) => (one) => one && one.scope === scope && (one.closest("tbody") || body) === body;
    const column = grid.slice(0, at[1]).map((row) => row[at[0]]);
    const row = grid[at[1]].slice(0, at[0]).filter((one) => one.tagName === "TH");
    const found = [...column.filter(of("rowgroup")), ...row, ...column.filter(of("col"))];
    return [text(table.caption), ...new Set(found)].map((one) => (one.nodeType ? text(one) : one)).filter(Boolean);
  };

  const clear = () => {
    lit.forEach((one) => one.classList.remove("lit"));
    lit = [];
  };
  const add = (element) => {
    element.classList.add("lit");
    lit.push(element);
  };
  const linkOf = (cell) => cell.querySelector("a[href^='#L']");
  const lineOf = (cell) => {
    const link = linkOf(cell);
    return link && document.getElementById(link.getAttribute("href").slice(1));
  };
  const marksOf = (line) => [...line.querySelectorAll(".text a[href^='#']")];

  /** Say of a cell what it is, with its finding. */
  const tell = (cell) => {
    shown = cell;
    told.textContent = `${headings(cell).slice(1).join(" · ")} = ${seen(cell)}`;
    note.textContent = "";
    const flag = cell.querySelector(".flag");
    const finding = flag && document.getElementById(decodeURIComponent(flag.hash.slice(1)));
    if (finding) {
      finding.querySelectorAll("div > p:not(.about)").forEach((one) => note.append(one.cloneNode(true)));
    }
    bar.hidden = false;
    copy.textContent = label;
  };

  /** Light a cell with its line, which the panel is scrolled to; the page stays where it is. */
  const light = (cell) => {
    clear();
    add(cell);
    tell(cell);
    panel.classList.add("open");
    const line = lineOf(cell);
    if (!line) return null;
    add(line);
    const mark = marksOf(line).find((one) => one.getAttribute("href") === `#${cell.id}`);
    if (mark) add(mark);
    panel.scrollTop += line.getBoundingClientRect().top - panel.getBoundingClientRect().top - panel.clientHeight / 3;
    return mark;
  };

  desk.addEventListener("click", (event) => {
    const link = event.target.closest("td[id] > a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const cell = link.parentElement;
    const mark = light(cell);
    event.preventDefault();
    history.replaceState(null, "", `#${cell.id}`);
    back = link;
    if (event.detail === 0) (mark || copy).focus({ preventScroll: true });
  });

  panel.addEventListener("click", (event) => {
    const line = event.target.closest("li[id]");
    if (!line || event.target.closest(".no") || String(getSelection())) return;
    const marks = marksOf(line);
    if (!marks.length) return;
    const pressed = event.target.closest(".text a");
    const cells = (pressed ? [pressed] : marks).map((one) => document.getElementById(one.getAttribute("href").slice(1)));
    if (!cells[0]) return;
    event.preventDefault();
    clear();
    add(line);
    cells.filter(Boolean).forEach(add);
    tell(cells[0]);
    history.replaceState(null, "", `#${cells[0].id}`);
    cells[0].scrollIntoView({ block: "start", inline: "nearest" });
    if (event.detail === 0) {
      back = pressed;
      linkOf(cells[0]).focus({ preventScroll: true });
    }
  });

  const leave = () => {
    clear();
    bar.hidden = true;
    panel.classList.remove("open");
    if (back) back.focus({ preventScroll: true });
    back = null;
  };
  close.addEventListener("click", leave);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !bar.hidden) leave();
  });

  const copied = () => {
    copy.textContent = done;
  };
  copy.addEventListener("click", () => {
    const values = {
      cell: headings(shown).join(" · "),
      value: seen(shown),
      address: `${location.href.split("#")[0]}#${shown.id}`,
    };
    const reference = desk.dataset.reference.replace(/\{(\w+)\}/g, (_, name) => values[name]);
    const byHand = () => {
      const area = document.createElement("textarea");
      area.className = "vh";
      area.value = reference;
      bar.append(area);
      area.select();
      if (document.execCommand("copy")) copied();
      area.remove();
      copy.focus();
    };
    if (navigator.clipboard) navigator.clipboard.writeText(reference).then(copied, byHand);
    else byHand();
  });

  const fromAddress = () => {
    const cell = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (cell && cell.matches(".sheets td")) light(cell);
  };
  addEventListener("hashchange", fromAddress);
  fromAddress();
})();
