/* Filters the findings by outcome, rule, agency and year. An index says which there are; the few that are shown are
   taken from the pages of their rules, which are there without script. The state is in the address. */
(function () {
  "use strict";

  const { json, link, load, name, numbers, words } = window.agencySearch;
  const SHOWN = 20;
  const ORDER = ["fail", "uncertain", "not_assessable"];
  const KEYS = ["outcome", "rule", "agency", "year"];

  const form = document.querySelector("form.filter");
  const list = document.querySelector(".listed");
  const more = document.querySelector(".more");
  const status = document.querySelector(".status");
  const template = document.querySelector("template.words");
  const say = (key, values) => words(template, key, values);
  let turn = 0;

  /* An address that a finding had on this page: it has a page of its own, or that of its rule where there is no report. */
  const old = decodeURIComponent(location.hash.slice(1));
  const here = document.getElementById(old);
  if (old.includes(":") && (!here || here.closest(".listed"))) {
    const [about, rule] = old.split(":");
    location.replace(link(form, `${/-\d{4}$/.test(about) ? `${form.dataset.ledgers}/${about}` : `findings/rules/${rule}`}/#${old}`));
    return;
  }

  function make(tag, text, attributes = {}) {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  /* Every finding that does not pass: its rule, outcome and report, and its place in the list of the rule. */
  function unfolded(index) {
    const found = [];
    for (const [rule, outcomes] of Object.entries(index.rules)) {
      let place = 0;
      for (const outcome of ORDER.filter((one) => outcomes[one])) {
        for (const report of numbers(outcomes[outcome])) found.push({ rule, outcome, report, place: place++ });
      }
    }
    return found;
  }

  const documents = new Map();
  function page(address) {
    if (!documents.has(address)) {
      documents.set(address, fetch(link(form, address)).then(async (answer) => {
        if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
        return { url: answer.url, tree: new DOMParser().parseFromString(await answer.text(), "text/html") };
      }));
      documents.get(address).catch(() => documents.delete(address));
    }
    return documents.get(address);
  }

  async function item({ rule, place }, length) {
    const number = Math.floor(place / length) + 1;
    const { url, tree } = await page(`findings/rules/${rule}/${number > 1 ? `${number}/` : ""}`);
    const copy = document.importNode(tree.querySelectorAll(".listed > .finding")[place % length], true);
    for (const a of copy.querySelectorAll("a")) a.href = new URL(a.getAttribute("href"), url).href;
    return copy;
  }

  const state = () => Object.fromEntries(KEYS.map((key) => [key, form.elements[key].value]));

  function read() {
    const asked = new URLSearchParams(location.search);
    for (const key of KEYS) {
      const { options } = form.elements[key];
      const wanted = asked.get(key) || "";
      form.elements[key].value = [...options].some((one) => one.value === wanted) ? wanted : options[0].value;
    }
  }

  function write() {
    const asked = new URLSearchParams();
    for (const [key, value] of Object.entries(state())) {
      if (value && value !== form.elements[key].options[0].value) asked.set(key, value);
    }
    const text = asked.toString();
    history.pushState(null, "", location.pathname + (text ? `?${text}` : ""));
  }

  async function start() {
    const [index, agencies] = await Promise.all([json(form.dataset.findings), load(form)]);
    const all = unfolded(index);
    const agencyOf = (report) => agencies.rows[index.reports[report][0]];
    const yearOf = (report) => String(index.reports[report][1]);
    const known = [...new Set(index.reports.map(([at]) => at))].sort((a, b) => a - b).map((at) => agencies.rows[at]);
    known.forEach((row) => form.elements.agency.append(make("option", name(form, row), { value: row.address.split("/")[1] })));
    [...new Set(index.reports.map(([, year]) => String(year)))].sort().reverse()
      .forEach((year) => form.elements.year.append(make("option", year, { value: year })));

    async function passing({ rule, agency, year }) {
      const passes = await json(form.dataset.passes);
      const sums = new Map();
      for (const [own, counts] of Object.entries(passes)) {
        if (rule && own !== rule) continue;
        for (const [count, told] of Object.entries(counts)) {
          for (const report of numbers(told)) {
            if ((!agency || agencyOf(report).address.split("/")[1] === agency) && (!year || yearOf(report) === year)) {
              sums.set(report, (sums.get(report) || 0) + Number(count));
            }
          }
        }
      }
      return [...sums].sort((a, b) => a[0] - b[0]).map(([report, count]) => ({ report, count }));
    }

    function passed({ report, count }) {
      const [, year, id] = index.reports[report];
      const row = make("li", "", { class: "finding pass" });
      const words = make("div");
      words.append(make("a", say("report", { agency: name(form, agencyOf(report)), year }), { href: link(form, `${form.dataset.ledgers}/${id}/#pass`) }),
        ` ${say("passes", { n: count })}`);
      row.append(make("span", "✓", { class: "sign pass", "aria-hidden": "true" }), words);
      return row;
    }

    async function render() {
      const own = turn += 1;
      const { outcome, rule, agency, year } = state();
      list.setAttribute("aria-busy", "true");
      status.hidden = false;
      status.textContent = say("busy");
      more.hidden = true;
      document.querySelectorAll("[data-outcome]").forEach((one) => { one.hidden = one.dataset.outcome !== outcome; });
      try {
        const passes = outcome === "pass";
        const found = passes ? await passing(state()) : all.filter((one) => (outcome === "any" || one.outcome === outcome)
          && (!rule || one.rule === rule) && (!year || yearOf(one.report) === year)
          && (!agency || agencyOf(one.report).address.split("/")[1] === agency));
        let shown = 0;
        const next = async (fresh) => {
          const some = found.slice(shown, shown + SHOWN);
          const items = passes ? some.map(passed) : await Promise.all(some.map((one) => item(one, index.length)));
          if (own !== turn) return;
          if (fresh) list.replaceChildren(...items);
          else list.append(...items);
          shown += some.length;
          more.hidden = shown >= found.length;
          const total = passes ? found.reduce((sum, one) => sum + one.count, 0) : found.length;
          status.textContent = total ? say("count", { n: total.toLocaleString("en") }) : say("none");
        };
        more.onclick = async () => {
          const place = list.children.length;
          try { await next(false); } catch (error) { status.textContent = say("failed"); return; }
          const a = list.children[place] && list.children[place].querySelector("a");
          if (a) a.focus();
        };
        await next(true);
      } catch (error) {
        if (own === turn) status.textContent = say("failed");
      } finally {
        if (own === turn) list.removeAttribute("aria-busy");
      }
    }

    read();
    form.hidden = false;
    form.addEventListener("change", () => { write(); render(); });
    form.addEventListener("reset", () => setTimeout(() => { write(); render(); }));
    form.addEventListener("submit", (event) => event.preventDefault());
    window.addEventListener("popstate", () => { read(); render(); });
    await render();
  }

  start().catch(() => {}); // without the index the page is as it is without script
}());
