/* Finds agencies while one types: by any part of a name, pinyin, initials, English, former names, division code.
   Fetches its index when the box is first entered; without it, the form leads to the page that lists all agencies. */
(function () {
  "use strict";

  const PASSED_OVER = "省市县区州盟旗";
  const OFFERED = 8;
  const WORDS = /[^a-z0-9]+/;
  const HAN = /[\u3400-\u9fff]/;

  /* Text as it is searched, one character for one, as sitegen/search/folding.py has it. */
  function folder(about) {
    const simple = new Map(Array.from(about.from, (character, at) => [character, about.to[at]]));
    const fold = (character) => {
      const code = character.charCodeAt(0);
      const plain = simple.get(character) ||
        (code > 0xff00 && code < 0xff5f ? String.fromCharCode(code - 0xfee0) : code === 0x3000 ? " " : character);
      const low = plain.toLowerCase();
      return low.length === 1 ? low : plain;
    };
    return (text) => text.split("").map(fold).join("");
  }

  function prepared(index, converted) {
    const fold = folder(index);
    const readings = new Map();
    for (const [read, characters] of Object.entries(index.readings)) {
      for (const character of characters) readings.set(character, read.split(" "));
    }
    const spelt = (text) => fold(text).split("").filter((one) => one.trim())
      .map((one) => ({ one, read: readings.get(one) || [] }));
    const rows = index.agencies.map(([address, zh, en, code, place, ...others], at) => ({
      at, address, zh, en, code, place,
      shown: converted ? converted.agencies[at] : zh,
      names: [zh, ...others].map(spelt),
      words: `${en} ${address}`.toLowerCase().split(WORDS),
    }));
    const places = index.places.map(([zh, en], at) => ({
      zh, en, shown: converted ? converted.places[at] : zh, spelt: spelt(zh), words: en.toLowerCase().split(WORDS),
    }));
    return { fold, rows, places };
  }

  /* How far what is typed is from a name: each character as it is, by its sound, or by its initial; lower is nearer. */
  function distance(typed, name) {
    const end = typed.length;
    let best = Infinity;
    let now = new Array(end + 1).fill(Infinity);
    name.forEach(({ one, read }, place) => {
      const next = new Array(end + 1).fill(Infinity);
      now[0] = place ? 2 : 0;
      for (let at = 0; at < end; at += 1) {
        const so = now[at];
        if (so === Infinity) continue;
        if (typed[at] === one) next[at + 1] = Math.min(next[at + 1], so);
        for (const sound of read) {
          const reached = at + sound.length;
          if (typed.startsWith(sound, at)) next[reached] = Math.min(next[reached], so + 1);
          else if (reached > end && sound.startsWith(typed.slice(at))) best = Math.min(best, so + 1.5);
          if (typed[at] === sound[0]) next[at + 1] = Math.min(next[at + 1], so + 2);
        }
        if (at && PASSED_OVER.includes(one)) next[at] = Math.min(next[at], so + 1);
      }
      best = Math.min(best, next[end]);
      now = next;
    });
    return best;
  }

  /* The agencies that what is typed may mean, the nearest first. */
  function match(index, typed) {
    const parts = index.fold(typed).replace(/['’·]/g, "").split(/\s+/).filter(Boolean);
    const whole = parts.join("");
    if (!whole) return [];
    const within = index.places.map(({ spelt }) => parts.map((part) => distance(part, spelt)));
    const found = [];
    for (const row of index.rows) {
      let far = Math.min(...row.names.map((name) => distance(whole, name)));
      if (/^\d/.test(whole) && row.code.startsWith(whole)) far = 0;
      const said = (words) => (part) => words.some((word) => word.startsWith(part));
      if (!HAN.test(whole) && parts.every(said(row.words))) far = Math.min(far, 3);
      if (far === Infinity && row.place >= 0) {
        const each = parts.map((part, at) => Math.min(
          within[row.place][at], ...row.names.map((name) => distance(part, name)),
          said([...row.words, ...index.places[row.place].words])(part) && !HAN.test(part) ? 3 : Infinity,
        ));
        far = 12 + each.reduce((sum, one) => sum + one, 0);
        if (parts.length === 1) far = Math.min(far, 12 + distance(whole, [...index.places[row.place].spelt, ...row.names[0]]));
      }
      if (far < Infinity) found.push({ row, far: far + row.zh.length / 1000 });
    }
    return found.sort((a, b) => a.far - b.far || a.row.at - b.row.at).map(({ row }) => row);
  }

  /* Growing numbers as indexes hold them: the steps between them to base 36, with how often a step comes again. */
  function numbers(told) {
    const found = [];
    let last = 0;
    for (const piece of told.split(" ")) {
      const [step, again] = piece.split(".").map((digits) => parseInt(digits, 36));
      for (let times = (again || 0) + 1; times; times -= 1) found.push(last += step);
    }
    return found;
  }

  const loaded = new Map();
  async function json(address) {
    if (location.protocol === "file:") throw new Error("a folder answers no script"); // and complains of the question
    if (!loaded.has(address)) {
      loaded.set(address, fetch(address).then((answer) => {
        if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
        return answer.json();
      }));
      loaded.get(address).catch(() => loaded.delete(address));
    }
    return loaded.get(address);
  }

  const indexes = new Map();
  function load(form) {
    const { index, converted } = form.dataset;
    if (!indexes.has(index)) {
      indexes.set(index, Promise.all([json(index), converted ? json(converted) : null])
        .then(([own, names]) => prepared(own, names)));
      indexes.get(index).catch(() => indexes.delete(index));
    }
    return indexes.get(index);
  }

  const words = (template, name, values = {}) => template.content.querySelector(`[data-say=${name}]`).textContent
    .replace(/\{(\w+)\}/g, (place, key) => (key in values ? values[key] : place));

  const english = (form) => form.dataset.language === "en";
  const name = (form, row) => (english(form) ? row.en : row.shown);
  const place = (form, index, row) => {
    const at = index.places[row.place];
    return at ? (english(form) ? at.en : at.shown) : "";
  };
  /* The file of an address of this edition; an address is "reports/x/" or "codebook/x/#y". */
  function link(form, address) {
    const [path, fragment] = address.split("#");
    const root = form.dataset.root.replace(/index\.html$/, "");
    return `${root}${path}index.html${fragment === undefined ? "" : `#${encodeURIComponent(fragment)}`}`;
  }

  function combobox(form) {
    const input = form.querySelector("input");
    const template = form.querySelector("template");
    const list = document.createElement("ul");
    const status = document.createElement("p");
    const whole = form.dataset.enter === "texts";
    let at = -1;
    let options = [];
    list.id = `${input.id}-list`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", words(template, "list"));
    status.className = "vh";
    status.setAttribute("role", "status");
    form.append(list, status);
    for (const [attribute, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    })) input.setAttribute(attribute, value);

    function select(number) {
      at = number;
      options.forEach(({ item }, place) => item.setAttribute("aria-selected", String(place === at)));
      if (at < 0) input.removeAttribute("aria-activedescendant");
      else input.setAttribute("aria-activedescendant", options[at].item.id);
    }
    function close() {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      select(-1);
    }
    function option(text, detail, open) {
      const item = document.createElement("li");
      item.id = `${list.id}-${options.length}`;
      item.setAttribute("role", "option");
      item.textContent = text;
      if (detail) {
        const small = document.createElement("small");
        small.textContent = detail;
        item.append(small);
      }
      item.addEventListener("click", open);
      options.push({ item, open });
      return item;
    }
    async function offer() {
      const typed = input.value.trim();
      if (!typed) { close(); status.textContent = ""; return; }
      let index;
      try { index = await load(form); } catch (error) { close(); return; }
      if (typed !== input.value.trim()) return;
      const found = match(index, typed);
      options = [];
      const items = found.slice(0, OFFERED).map((row) => option(
        name(form, row), [place(form, index, row), row.code].filter(Boolean).join(" "),
        () => location.assign(link(form, row.address)),
      ));
      if (!whole) items.push(option(words(template, "texts", { words: typed }), "", () => form.submit()));
      list.replaceChildren(...items);
      status.textContent = found.length ? words(template, "found", { n: found.length }) : words(template, "none");
      list.hidden = !items.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      select(found.length && !whole ? 0 : -1);
      form.dispatchEvent(new CustomEvent("offered"));
    }

    input.addEventListener("focus", () => load(form).catch(() => {}));
    input.addEventListener("input", offer);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || list.hidden) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        const step = event.key === "ArrowDown" ? 1 : -1;
        const count = options.length + 1;
        select(((at + 1 + step + count) % count) - 1);
        event.preventDefault();
      } else if (event.key === "Enter" && at >= 0) {
        event.preventDefault();
        options[at].open();
      } else if (event.key === "Escape") {
        event.preventDefault();
        close();
      }
    });
    list.addEventListener("mousedown", (event) => event.preventDefault());
    input.addEventListener("blur", close);
    form.addEventListener("submit", close);
    if (document.activeElement === input && input.value) offer();
  }

  window.agencySearch = { folder, json, link, load, match, name, numbers, place, words };
  document.querySelectorAll("form.find").forEach(combobox);
}());
