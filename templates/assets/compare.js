// Compare: pick agencies, indicators and years; table and chart are made here from the files of the API.
// The whole state is in the address. Words come from the page, so that they are in its language.
"use strict";
(() => {
  const page = document.getElementById("compare");
  const $ = (id) => document.getElementById(id);
  if (!page) return;
  if (location.protocol === "file:") {
    $("unable").hidden = false;
    return;
  }
  const LISTED = 30;
  const SERIES = 4;
  const FEW = 5;
  const GAP = 3;
  const MOST = Number(page.dataset.most);
  const english = document.documentElement.lang === "en";
  const words = {};
  for (const one of $("words").content.children) words[one.dataset.word] = one.textContent;
  const say = (key, values = {}) =>
    Object.entries(values).reduce((text, [name, value]) => text.split(`{${name}}`).join(value), words[key] || key);
  const at = (address, base = document.baseURI) => new URL(address, base).href;
  const agenciesFile = at(page.dataset.agencies);
  const pagesFolder = at("./", at(page.dataset.pages));
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== false && value != null && (value !== "" || name === "value")) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== "" && child != null));
    return element;
  };

  let agencies = [];
  let byId = new Map();
  let knowledge = {};
  let characters = {};
  let years = [];
  let state = { a: [], i: [], y: [0, 0] };
  let view = [];
  let turn = 0;
  const files = new Map();
  const names = new Map([...$("i0").options].map((option) => [option.value, option.textContent]));

  // --- the address ---------------------------------------------------------------------------------------------

  const fromAddress = () => {
    const asked = new URLSearchParams(location.search);
    const list = (name) => [...new Set((asked.get(name) || "").split(",").filter(Boolean))];
    const asIs = list("a").filter((id) => byId.has(id)).slice(0, MOST);
    const a = asIs.length || asked.has("a") ? asIs : byYears().slice(0, 3).map((one) => one.id);
    const i = list("i").filter((id) => names.has(id)).slice(0, 3);
    const covered = a.length ? a.flatMap((id) => byId.get(id).years) : years;
    const [first, last] = [Math.min(...covered), Math.max(...covered)];
    const within = (text, other) => (years.includes(Number(text)) ? Number(text) : other);
    const y = (asked.get("y") || "").split("-");
    const span = y[0] ? [within(y[0], first), within(y[1] || y[0], last)] : [first, last];
    return {
      a,
      i: i.length ? i : [[...names.keys()][0]],
      y: span[0] <= span[1] ? span : [span[1], span[0]],
    };
  };
  const byYears = () => [...agencies].sort((one, other) => other.years.length - one.years.length);
  const address = () => `?a=${state.a.join(",")}&i=${state.i.join(",")}&y=${state.y.join("-")}`;
  const change = (part) => {
    state = { ...state, ...part };
    history.pushState(null, "", address());
    $("told").textContent = "";
    show();
  };

  // --- the files -----------------------------------------------------------------------------------------------

  const json = async (url) => {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return answer.json();
  };
  const file = (id) => {
    if (!files.has(id)) {
      const asked = json(at(`agencies/${id}.json`, agenciesFile));
      asked.catch(() => files.delete(id)); // to be asked again
      files.set(id, asked);
    }
    return files.get(id);
  };
  const objects = (table) => table.rows.map((row) => Object.fromEntries(table.columns.map((name, n) => [name, row[n]])));

  // --- what an indicator is in each report of an agency --------------------------------------------------------

  const points = (document_, indicator) => {
    const known = knowledge[indicator];
    const part = known.rate ? document_.rates : document_.counts;
    const values = objects({ columns: part.columns, rows: part.indicators[indicator] || [] });
    const forms = new Map();
    for (const one of objects(document_.tables)) forms.set(`${one.report}/${one.table}`, one.form);
    const failing = objects(document_.failing);
    const found = new Map();
    objects(document_.reports).forEach((report, n) => {
      const twin = known.forms.find(([form, cells, base]) =>
        [...cells, ...base].every((cell) => forms.get(`${report.report}/${cell.split("/")[0]}`) === form));
      const cells = twin ? [...twin[1], ...twin[2]] : [];
      const wrong = failing.find((one) => one.report === report.report && one.cells.some((cell) => cells.includes(cell)));
      found.set(report.year, {
        ...values[n], report: report.report, form: twin ? twin[0] : "", cells, base: twin ? twin[2] : [],
        grade: twin ? twin[3] : "same", failing: wrong ? wrong.finding : "",
      });
    });
    return found;
  };
  const drawn = (point, known) =>
    point && point.value != null && point.grade !== "not_comparable" && point.unit === known.unit;
  const small = (point, known) => (known.rate ? point.small_base : known.unit === "件" && point.value < FEW);
  const breakBetween = (one, other, known) => {
    const recorded = known.breaks.map(([year]) => year).filter((year) => one.year < year && year <= other.year);
    if (recorded.length) return recorded[recorded.length - 1];
    return one.form === other.form || (one.grade === "same" && other.grade === "same") ? 0 : other.year;
  };
  const breaksOf = (tracks, known, shown) => {
    const used = new Map();
    for (const { found } of tracks) {
      for (const point of found.values()) {
        if (point.form) used.set(point.year, (used.get(point.year) || new Set()).add(`${point.form} ${point.grade}`));
      }
    }
    const broken = new Set();
    const reasons = [];
    let before = null;
    for (const year of shown) {
      const now = used.get(year);
      if (!now) continue;
      if (before) {
        const changed = [...now].sort().join() !== [...before[1]].sort().join()
          && [...now, ...before[1]].some((one) => !one.endsWith(" same"));
        const recorded = known.breaks.filter(([one]) => before[0] < one && one <= year);
        if (changed || recorded.length) broken.add(year);
        reasons.push(...recorded);
      }
      before = [year, now];
    }
    return [broken, reasons];
  };

  // --- the table -----------------------------------------------------------------------------------------------

  const hidden = (text) => make("span", { class: "vh" }, text);
  const seen = (text, kind = "m") => make("span", { class: kind, "aria-hidden": "true" }, text);
  const reportPage = (point) => at(`../reports/${point.report}/index.html#${point.cells[0] || ""}`, pagesFolder);
  const written = (value, known) => (known.rate ? `${value.toFixed(1)}%` : String(value));
  const mark = (point, known) => {
    const { status, value } = point;
    if (words[`t-${status}`]) return [seen(words[`t-${status}`]), hidden(words[`s-${status}`])];
    if (value == null) {
      const sign = { blank: "·", unreadable: "▯", not_applicable: "/", absent: "" }[status];
      return [seen(sign === undefined ? "–" : sign), hidden(words[`s-${status}`] || status)];
    }
    const text = written(value, known);
    const unit = point.unit === known.unit ? "" : point.unit
      ? make("span", { lang: "zh-Hans" }, point.unit) : words.unstated;
    const shown = status === "resolved" ? [seen(`‹${text}›`), hidden(`${text}, ${words["s-resolved"]}`)] : [text];
    if (point.corrected != null) {
      shown.push(make("span", { class: "beside corrected" }, seen(`→${written(point.corrected, known)}`, ""),
        hidden(`(${say("corrected", { n: written(point.corrected, known) })})`)));
    }
    return unit ? [...shown, unit] : shown;
  };
  const kindOf = ({ status, value }) => {
    if (status === "resolved") return "resolved";
    if (value != null) return value === 0 ? "zero" : "number";
    return ["blank", "unreadable", "not_applicable", "absent"].includes(status) ? status
      : status === "mixed_units" ? "unreadable" : "none";
  };
  const cell = (point, known, broken) => {
    const rule = broken ? " broken" : "";
    if (!point) return make("td", { class: `v none${rule}` }, hidden(words.no_report));
    const apart = point.grade === "not_comparable" ? " apart" : "";
    const td = make("td", { class: `v ${kindOf(point)}${rule}${apart}` });
    if (words[`gs-${point.grade}`]) {
      td.append(seen(words[`gs-${point.grade}`], "grade"), hidden(`${words[`g-${point.grade}`]} `));
    }
    if (point.small_base) td.append(seen("△", "grade"), hidden(`${words.small} `));
    td.append(...(point.cells.length ? [make("a", { href: reportPage(point) }, ...mark(point, known))] : mark(point, known)));
    if (point.failing) {
      const report = point.failing.split(":")[0];
      const anchor = point.failing.replace(/\s/g, "_");
      td.append(make("a", { class: "flag", href: at(`../${page.dataset.ledgers}/${report}/index.html#${anchor}`, pagesFolder) },
        seen("✕", ""), hidden(words.failing)));
    }
    if (known.rate && point.numerator != null && point.denominator != null) {
      td.append(make("small", { class: "sides" }, `${point.numerator}/${point.denominator}`));
    }
    return td;
  };
  const name = (agency) => (english ? agency.en : agency.zh);
  const named = (agency) => make("span", english ? {} : { lang: "zh-Hans" }, name(agency));
  const unitOf = (known) => words[`u-${known.unit}`] || known.unit;
  // The years as columns; three or more in a row of which there is no report are one narrow column, null.
  const columnsOf = (tracks, shown) => {
    const columns = [];
    let gap = [];
    for (const year of [...shown, null]) {
      if (year && !tracks.some(({ found }) => found.has(year))) {
        gap.push(year);
        continue;
      }
      columns.push(...(gap.length < GAP ? gap : [null]));
      gap = [];
      if (year) columns.push(year);
    }
    return columns;
  };
  const tableOf = (indicator, known, tracks, shown, broken) => {
    const columns = columnsOf(tracks, shown);
    const caption = say("caption", { i: names.get(indicator), u: unitOf(known) });
    const head = make("tr", {}, make("th", { scope: "col" }, words.agency),
      ...columns.map((year) => (year ? make("th", { scope: "col", class: `r${broken.has(year) ? " broken" : ""}` }, String(year))
        : make("td", { class: "gap" }, seen("…", ""), hidden(words.gap)))));
    const rows = tracks.map(({ agency, found }) => make("tr", {},
      make("th", { scope: "row" }, make("a", { href: at(`${agency.id}/index.html`, pagesFolder) }, named(agency))),
      ...columns.map((year) => (year ? cell(found.get(year), known, broken.has(year)) : make("td", { class: "gap" })))));
    return make("div", { class: "frame", role: "region", "aria-label": caption, tabindex: "0" },
      make("table", { class: "plain series" }, make("caption", { class: "vh" }, caption), make("thead", {}, head),
        make("tbody", {}, ...rows)));
  };

  // --- the chart, as those of the site are drawn ---------------------------------------------------------------

  const svg = (tag, attributes = {}, ...children) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const short = (value) => String(Math.round(value * 10) / 10);
  const run = (spots) => spots.map(([x, y], n) => `${n ? "L" : "M"}${short(x)} ${short(y)}`).join("");
  const marker = (x, y, shape) => {
    const corners = [null, [[-3, -3], [3, -3], [3, 3], [-3, 3]], [[0, -3.8], [3.6, 3], [-3.6, 3]],
      [[0, -4], [4, 0], [0, 4], [-4, 0]]][shape];
    return corners ? `${run(corners.map(([right, down]) => [x + right, y + down]))}Z`
      : `M${short(x - 3)} ${short(y)}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0Z`;
  };
  const ceiling = (value) => {
    if (value <= 0) return 1;
    const size = 10 ** Math.floor(Math.log10(value));
    return [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((step) => step * size).find((top) => top >= value) || value;
  };
  const [WIDTH, HEIGHT, MARGIN, TOP, BOTTOM] = [400, 180, 20, 22, 158];
  const chartOf = (indicator, known, tracks, shown) => {
    const series = tracks.map(({ agency, found }) => ({
      agency, dots: shown.map((year) => found.get(year)).filter((point) => drawn(point, known)),
    }));
    const values = series.flatMap(({ dots }) => dots.map((dot) => dot.value));
    if (values.length < 2) return null;
    const [first, last] = [shown[0], shown[shown.length - 1]];
    const low = Math.min(0, ...values);
    const top = ceiling(Math.max(...values));
    const x = (year) => (first === last ? WIDTH / 2 : MARGIN + ((WIDTH - 2 * MARGIN) * (year - first)) / (last - first));
    const y = (value) => BOTTOM - ((BOTTOM - TOP) * (value - low)) / (top - low);
    const title = say("chart", { i: names.get(indicator) });
    const parts = [svg("title", {}, title), svg("path", { class: "axis", d: run([[MARGIN - 8, y(0)], [WIDTH - 12, y(0)]]) })];
    let step = 1;
    while (first !== last && x(first + step) - MARGIN < 32) step += 1;
    for (let year = last; year >= first; year -= step) {
      parts.push(svg("text", { x: short(x(year)), y: BOTTOM + 16, "text-anchor": "middle" }, String(year)));
    }
    const breaks = new Set();
    const lines = [];
    const labels = [];
    series.forEach(({ agency, dots }, place) => {
      const shape = place < SERIES ? place : 0;
      const kind = place < SERIES ? `t${place}` : "other";
      let d = "";
      dots.forEach((dot, n) => {
        const before = dots[n - 1];
        if (before) {
          const broken = breakBetween(before, dot, known);
          if (broken) breaks.add(broken);
          else if (dot.year - before.year === 1 && !small(before, known) && !small(dot, known)) {
            const start = [x(before.year), y(before.value)];
            const joined = d.endsWith(run([start]).slice(1));
            d += joined ? `L${run([[x(dot.year), y(dot.value)]]).slice(1)}` : run([start, [x(dot.year), y(dot.value)]]);
          }
        }
      });
      if (d && place < SERIES) lines.push(svg("path", { class: `run ${kind}`, d }));
      for (const dot of dots) {
        const said = `${name(agency)} ${dot.year}: ${written(dot.value, known)}`;
        lines.push(svg("path", { class: `dot ${kind}${small(dot, known) ? " few" : ""}`, d: marker(x(dot.year), y(dot.value), shape) },
          svg("title", {}, said)));
      }
      if (place < SERIES && dots.length) {
        const by = [...dots].sort((one, other) => one.value - other.value);
        for (const dot of new Set([dots[dots.length - 1], by[by.length - 1], dots[0]])) {
          const text = written(dot.value, known);
          const half = text.length * 3.5;
          const label = { x: Math.min(Math.max(x(dot.year), half + 1), WIDTH - half - 1), y: y(dot.value) - 7, half, text };
          if (!labels.some((one) => Math.abs(one.x - label.x) < one.half + half + 2 && Math.abs(one.y - label.y) < 12)) {
            labels.push(label);
          }
        }
      }
    });
    for (const year of breaks) {
      const middle = x(year - 0.5);
      parts.push(svg("path", { class: "break", d: [-1.5, 1.5].map((aside) => run([[middle + aside, TOP - 6], [middle + aside, BOTTOM + 4]])).join("") }));
    }
    const texts = labels.map((one) => svg("text", { class: "value", x: short(one.x), y: short(one.y), "text-anchor": "middle" }, one.text));
    const drawing = svg("svg", { class: "chart", role: "img", viewBox: `0 0 ${WIDTH} ${HEIGHT}` }, ...parts, ...lines, ...texts);
    const key = make("p", { class: "legend key" }, ...series.slice(0, SERIES).map(({ agency }, place) => make("span", {},
      svg("svg", { class: "chart", viewBox: "0 0 28 12", "aria-hidden": "true" }, svg("path", { class: `run t${place}`, d: "M0 6h28" }),
        svg("path", { class: `dot t${place}`, d: marker(14, 6, place) })), named(agency))),
    ...(series.length > SERIES ? [make("span", {}, words.others)] : []),
    ...(breaks.size ? [make("span", {}, words.break)] : []));
    return make("figure", { class: "plot" }, drawing, make("figcaption", {}, key));
  };

  // --- showing -------------------------------------------------------------------------------------------------

  const show = async () => {
    const mine = (turn += 1);
    pickers();
    const result = $("result");
    result.setAttribute("aria-busy", "true");
    let documents;
    try {
      documents = await Promise.all(state.a.map(file));
    } catch (error) {
      if (mine === turn) result.replaceChildren(make("p", {}, words.failed));
      return;
    } finally {
      if (mine === turn) result.removeAttribute("aria-busy");
    }
    if (mine !== turn) return;
    const shown = years.filter((year) => state.y[0] <= year && year <= state.y[1]);
    view = state.i.map((indicator) => ({
      indicator, known: knowledge[indicator], shown,
      tracks: documents.map((one, n) => ({ agency: byId.get(state.a[n]), found: points(one, indicator) })),
    }));
    const sections = view.map(({ indicator, known, tracks }) => {
      const [broken, reasons] = breaksOf(tracks, known, shown);
      const more = make("a", { href: at(`../indicators/${indicator.replace(/_/g, "-")}/index.html`, pagesFolder) }, words.definition);
      const under = make("p", { class: "legend" }, make("span", {}, words.press), make("span", {}, more));
      if (tracks.some(({ found }) => shown.some((year) => (found.get(year) || {}).small_base))) {
        under.prepend(make("span", {}, `△ ${words.smallwords}`));
      }
      return make("section", {}, make("h2", {}, names.get(indicator), " ", make("small", {}, unitOf(known))),
        chartOf(indicator, known, tracks, shown), tableOf(indicator, known, tracks, shown, broken), under,
        reasons.length ? make("ul", { class: "notes" }, ...reasons.map(([year, why]) => make("li", {}, make("b", {}, String(year)),
          ` ${why[document.documentElement.lang]}`))) : "");
    });
    result.replaceChildren(...(state.a.length ? sections : [make("p", {}, words.pick)]));
    $("told").textContent = state.a.length
      ? say("shown", { a: state.a.length, i: state.i.length, y: state.y[0] === state.y[1] ? state.y[0] : state.y.join("–") }) : "";
    for (const id of ["csv", "copy"]) $(id).disabled = !state.a.length;
  };

  // --- the pickers ---------------------------------------------------------------------------------------------

  const simplified = (text) => [...text].map((one) => characters[one] || one).join("").toLowerCase().trim();
  const list = () => {
    const asked = simplified($("filter").value).split(/\s+/);
    const matches = agencies.filter((one) => asked.every((word) => one.hay.includes(word)));
    const full = state.a.length >= MOST;
    $("found").replaceChildren(...matches.slice(0, LISTED).map((one) => {
      const picked = state.a.includes(one.id);
      const box = make("input", { type: "checkbox", value: one.id, disabled: full && !picked });
      box.checked = picked;
      return make("li", {}, make("label", {}, box, make("span", {}, named(one), make("small", {}, one.span))));
    }));
    const rest = matches.length - LISTED;
    const parts = [matches.length ? say("matches", { n: matches.length }) : words.nothing];
    if (rest > 0) parts.push(say("more", { n: rest }));
    if (full) parts.push(words.full);
    $("count").textContent = parts.join(english ? "; " : "；");
  };
  const pickers = () => {
    $("picked").replaceChildren(...state.a.map((id) => {
      const label = say("remove", { name: name(byId.get(id)) });
      return make("li", {}, make("button", { type: "button", value: id, "aria-label": label }, seen("× ", ""), named(byId.get(id))));
    }));
    for (let n = 0; n < 3; n += 1) $(`i${n}`).value = state.i[n] || "";
    $("from").value = String(state.y[0]);
    $("to").value = String(state.y[1]);
    for (const box of $("found").querySelectorAll("input")) {
      box.checked = state.a.includes(box.value);
      box.disabled = state.a.length >= MOST && !box.checked;
    }
  };
  const secondAndThird = () => {
    for (const n of [1, 2]) {
      const select = $("i0").cloneNode(true);
      select.id = `i${n}`;
      select.prepend(make("option", { value: "" }, words.none));
      const label = make("label", { class: "vh", for: select.id }, say("nth", { n: n + 1 }));
      $("indicators").append(label, select);
    }
  };
  const listen = () => {
    $("filter").addEventListener("input", list);
    page.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
    $("found").addEventListener("change", ({ target }) => {
      change({ a: target.checked ? [...state.a, target.value] : state.a.filter((id) => id !== target.value) });
      list();
      const again = $("found").querySelector(`input[value="${target.value}"]`);
      if (again) again.focus();
    });
    $("picked").addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      change({ a: state.a.filter((id) => id !== button.value) });
      list();
      ($("picked").querySelector("button") || $("filter")).focus();
    });
    $("indicators").addEventListener("change", () => {
      const picked = [0, 1, 2].map((n) => $(`i${n}`).value).filter(Boolean);
      change({ i: [...new Set(picked)] });
    });
    for (const id of ["from", "to"]) {
      $(id).addEventListener("change", () => {
        const span = [Number($("from").value), Number($("to").value)];
        change({ y: span[0] <= span[1] ? span : [span[1], span[0]] });
      });
    }
    $("copy").addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(at(address(), location.href.split(/[?#]/)[0]));
        $("told").textContent = words.copied;
      } catch (error) {
        $("told").textContent = words.copy;
      }
    });
    $("csv").addEventListener("click", save);
    window.addEventListener("popstate", () => {
      state = fromAddress();
      list();
      show();
    });
  };

  // --- the numbers of this view, for a spreadsheet -------------------------------------------------------------

  const HEAD = ["indicator", "indicator_name", "agency", "agency_name", "year", "value", "unit", "status", "grade", "small_base",
    "numerator", "denominator", "corrected", "failing", "cells", "source"];
  const quoted = (value) => {
    const text = value == null ? "" : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  };
  const lines = () => view.flatMap(({ indicator, known, shown, tracks }) => tracks.flatMap(({ agency, found }) => shown.map((year) => {
    const one = found.get(year);
    const start = [indicator, names.get(indicator), agency.id, name(agency), year];
    if (!one) return [...start, "", "", "no_report"];
    return [...start, one.value, one.unit, one.status, one.form ? one.grade : "", known.rate ? one.small_base : "", one.numerator,
      one.denominator, one.corrected, one.failing, one.cells.join(" "), reportPage(one)];
  })));
  const save = () => {
    const rows = [HEAD, ...lines()].map((row) => HEAD.map((_, n) => quoted(row[n])).join(","));
    const blob = new Blob([`\ufeff${rows.join("\r\n")}\r\n`], { type: "text/csv;charset=utf-8" });
    const link = make("a", { href: URL.createObjectURL(blob), download: `compare-${state.i.join("-")}-${state.y.join("-")}.csv` });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  const start = async () => {
    page.hidden = false;
    try {
      const [listed, known] = await Promise.all([json(agenciesFile), json(at(page.dataset.indicators))]);
      knowledge = known.indicators;
      characters = known.characters;
      agencies = objects(listed.agencies).filter((one) => one.years.length).map((one) => ({
        id: one.agency, zh: one.name_zh, en: one.name_en, years: one.years,
        span: one.years.length > 1 ? `${one.years[0]}–${one.years[one.years.length - 1]}` : String(one.years[0]),
        hay: [one.name_zh, one.name_en, one.other_names, one.agency, one.agency.replace(/-/g, ""), one.division, one.division_zh,
          one.division_en].filter(Boolean).join(" ").toLowerCase(),
      }));
    } catch (error) {
      $("result").replaceChildren(make("p", {}, words.failed));
      return;
    }
    byId = new Map(agencies.map((one) => [one.id, one]));
    const all = agencies.flatMap((one) => one.years);
    if (!all.length) return;
    const [first, last] = all.reduce(([low, high], year) => [Math.min(low, year), Math.max(high, year)], [Infinity, 0]);
    years = Array.from({ length: last - first + 1 }, (_, n) => first + n);
    for (const id of ["from", "to"]) $(id).append(...years.map((year) => make("option", { value: String(year) }, String(year))));
    secondAndThird();
    state = fromAddress();
    listen();
    list();
    await show();
  };
  start();
})();
