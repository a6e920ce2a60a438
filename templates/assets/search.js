/* The page of search: agencies by name, and words and numbers in reports, findings and the codebook.
   Loads only the shards of the terms that are looked for, and the texts of the documents that it shows. */
(function () {
  "use strict";

  const { folder, json, link, load, match, name, numbers, words } = window.agencySearch;
  const HAN = /[\u3400-\u9fff]/;
  const RUNS = /[\u3400-\u9fff]+|[a-z0-9]{2,}/g;
  const SHOWN = 10; // reports at a time
  const ENTRIES = 4; // of the codebook, and agencies
  const SNIPPETS = 3;
  const AROUND = 46;
  const MOST = 40; // reports that are looked into before somebody asks for more
  const SIGNS = { fail: "✕", uncertain: "?", not_assessable: "–" };

  const form = document.querySelector("form.find");
  const input = form.querySelector("input");
  const template = document.querySelector("template.words");
  const status = document.querySelector(".status");
  const results = document.querySelector(".results");
  const more = document.querySelector(".more");
  const roll = document.querySelector(".roll");
  const hint = document.querySelector(".hint");
  const base = results.dataset.texts.replace(/texts\.json$/, "");
  const english = form.dataset.language === "en";
  const title = document.title;
  const say = (key, values) => words(template, key, values);
  let turn = 0; // a search that was overtaken by another shows nothing

  function make(tag, text, attributes = {}) {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  /* --- terms and their documents, as sitegen/search has them -------------------------------------------------- */

  const shardOf = (key, shards) => {
    let number = 0;
    for (const character of key) number = (Math.imul(number, 31) + character.charCodeAt(0)) >>> 0;
    return number % shards;
  };

  /* The terms that a document must have for a part of what is looked for; an array of one or more that begin so. */
  function needed(part) {
    const found = [];
    for (const [run] of part.matchAll(RUNS)) {
      if (!HAN.test(run)) found.push({ key: run.slice(0, 2), term: run, open: /^[a-z]{3,}$/.test(run) });
      else if (run.length === 1) found.push({ key: run, term: run, open: true });
      else for (let at = 0; at + 1 < run.length; at += 1) found.push({ key: run[at], term: run.slice(at, at + 2) });
    }
    return found;
  }

  async function candidates(about, parts) {
    const terms = parts.flatMap(needed);
    if (!terms.length) return [];
    const shards = await Promise.all(terms.map(({ key }) => json(`${base}terms/${shardOf(key, about.shards)}.json`)));
    const sets = terms.map(({ term, open }, at) => {
      const own = open ? Object.keys(shards[at]).filter((one) => one.startsWith(term)) : [term];
      return new Set(own.flatMap((one) => (shards[at][one] ? numbers(shards[at][one]) : [])));
    });
    sets.sort((a, b) => a.size - b.size);
    return [...sets[0]].filter((one) => sets.every((set) => set.has(one))).sort((a, b) => a - b);
  }

  /* --- looking into a document -------------------------------------------------------------------------------- */

  /* The text folded without the space between Chinese characters, and the place of each character in the text. */
  function bare(text, fold) {
    const whole = fold(text);
    let folded = "";
    const places = [];
    for (let at = 0; at < whole.length; at += 1) {
      if (whole[at].trim() || !(HAN.test(folded.slice(-1)) && HAN.test(whole.slice(at).trimStart().charAt(0)))) {
        folded += whole[at];
        places.push(at);
      }
    }
    return { folded, places };
  }

  /* Where the parts stand in a text, and which of them do. */
  function spans(text, parts, fold) {
    const { folded, places } = bare(text, fold);
    const found = [];
    const which = new Set();
    parts.forEach((part, number) => {
      for (let at = folded.indexOf(part); at >= 0; at = folded.indexOf(part, at + part.length)) {
        const inside = /[a-z0-9]/.test(part[0]) && /[a-z0-9]/.test(folded.charAt(at - 1));
        const longer = /\d$/.test(part) && /\d/.test(folded.charAt(at + part.length));
        if (!inside && !longer) {
          found.push([places[at], places[at + part.length - 1] + 1]);
          which.add(number);
        }
      }
    });
    return { found: found.sort((a, b) => a[0] - b[0]), which };
  }

  /* The part of a text around the first place, with all places marked. */
  function excerpt(text, found, chinese) {
    const shown = make("span", "", chinese ? { lang: "zh-Hans" } : {});
    const start = found.length && found[0][0] > AROUND ? found[0][0] - AROUND / 2 : 0;
    const end = Math.min(text.length, Math.max(start + 3 * AROUND, found.length ? found[0][1] + AROUND : 0));
    let done = start;
    if (start) shown.append("…");
    for (const [from, to] of found) {
      if (from < done || to > end) continue;
      shown.append(text.slice(done, from), make("mark", text.slice(from, to)));
      done = to;
    }
    shown.append(text.slice(done, end) + (end < text.length ? "…" : ""));
    return shown;
  }

  /* What stands in a document: hits, with those first that have every part, then prose before labels; or nothing. */
  function hits(content, parts, fold) {
    const found = [];
    const seen = new Set();
    const add = (hit, which) => {
      which.forEach((number) => seen.add(number));
      if (which.size) found.push({ ...hit, weight: which.size });
    };
    content.lines.forEach(([number, text]) => {
      const { found: at, which } = spans(text, parts, fold);
      add({ number, text, at, chinese: true }, which);
    });
    content.notes.forEach(([target, kind, zh, en, nameZh, nameEn]) => {
      const own = english ? [[nameEn, en, false], [nameZh, zh, true]] : [[nameZh, zh, true], [nameEn, en, false]];
      const readable = own.map(([head, text, chinese]) => {
        const inHead = spans(head, parts, fold);
        const inText = spans(text, parts, fold);
        return { head, text, chinese, at: inText.found, headAt: inHead.found, which: new Set([...inHead.which, ...inText.which]) };
      });
      const best = readable[1].which.size > readable[0].which.size ? readable[1] : readable[0];
      add({ target, kind, title: own[0][0], titleChinese: own[0][2], ...best }, best.which);
    });
    if (seen.size < parts.length) return [];
    const length = (hit) => (hit.number ? Math.min(hit.text.length, 40) : 41);
    return found.sort((a, b) => b.weight - a.weight || length(b) - length(a));
  }

  /* --- showing ------------------------------------------------------------------------------------------------ */

  function section(key) {
    const made = make("section");
    made.append(make("h2", say(key)), make("ul"));
    results.append(made);
    return made.lastChild;
  }

  function showAgencies(index, found) {
    if (!found.length) return;
    const list = section("agencies");
    list.className = "hits";
    const fill = (rows) => rows.forEach((row) => {
      const item = make("li");
      const at = window.agencySearch.place(form, index, row);
      item.append(make("a", name(form, row), { href: link(form, row.address) }));
      if (at) item.append(" ", make("small", `${at} ${row.code}`));
      list.append(item);
    });
    fill(found.slice(0, ENTRIES));
    folded(list, found.slice(ENTRIES), fill);
  }

  /* A button that shows the rest. */
  function folded(list, rest, fill) {
    if (!rest.length) return;
    const button = make("button", say("rest", { n: rest.length }), { type: "button" });
    button.addEventListener("click", () => {
      const place = list.children.length;
      button.remove();
      fill(rest);
      const next = list.children[place] && list.children[place].querySelector("a");
      if (next) next.focus();
    });
    list.after(button);
  }

  function showCodebook(found) {
    if (!found.length) return;
    const list = section("codebook");
    list.className = "hits";
    const fill = (all) => all.forEach((hit) => {
      const item = make("li");
      const a = make("a", hit.title, { href: link(form, hit.target) });
      if (hit.titleChinese) a.lang = "zh-Hans";
      item.append(a, " ", make("small", say(hit.kind)), make("br"));
      if (hit.head !== hit.title) item.append(excerpt(hit.head, hit.headAt, hit.chinese), " ");
      item.append(excerpt(hit.text, hit.at, hit.chinese));
      list.append(item);
    });
    fill(found.slice(0, ENTRIES));
    folded(list, found.slice(ENTRIES), fill);
  }

  function showReport(list, index, [id, agency, year], found) {
    const item = make("li");
    const row = index.rows[agency];
    const heading = make("h3");
    heading.append(make("a", say("report", { agency: name(form, row), year }), { href: link(form, `reports/${id}/`) }));
    const lines = make("ul", "", { class: "lines" });
    const fill = (all) => all.forEach((hit) => {
      const line = make("li");
      if (hit.number) {
        line.append(make("a", say("line", { line: hit.number }), { href: link(form, `reports/${id}/#L${hit.number}`) }));
      } else {
        const a = make("a", "", { href: link(form, `${form.dataset.ledgers}/${id}/#${hit.target}`), class: hit.kind });
        a.append(make("span", SIGNS[hit.kind], { "aria-hidden": "true" }), ` ${say(hit.kind)}`);
        line.append(a);
      }
      line.append(" ", excerpt(hit.text, hit.at, hit.chinese));
      lines.append(line);
    });
    item.append(heading, lines);
    list.append(item);
    fill(found.slice(0, SNIPPETS));
    folded(lines, found.slice(SNIPPETS), fill);
  }

  /* --- a search ----------------------------------------------------------------------------------------------- */

  async function run(typed) {
    const own = turn += 1;
    const overtaken = () => own !== turn;
    more.hidden = true;
    results.hidden = status.hidden = !typed;
    roll.hidden = hint.hidden = Boolean(typed);
    document.title = typed ? `${typed} · ${title}` : title;
    if (!typed) return;
    status.textContent = say("searching");
    results.setAttribute("aria-busy", "true");
    let index, about, left;
    try {
      [index, about] = await Promise.all([load(form), json(results.dataset.texts)]);
      const fold = folder(about);
      const parts = [...new Set(fold(typed).split(/\s+/).filter((part) => part.match(RUNS)))];
      left = parts.length ? await candidates(about, parts) : [];
      if (overtaken()) return;
      const agencies = match(index, typed);
      const look = async (number) => {
        const document = about.documents[number];
        return { document, found: hits(await json(`${base}texts/${document[0]}.json`), parts, fold) };
      };
      const entries = (await Promise.all(left.filter((one) => about.documents[one].length === 1).map(look)))
        .flatMap(({ found }) => found).filter((hit) => hit.weight === parts.length)
        .sort((a, b) => b.weight - a.weight || (b.headAt.length > 0) - (a.headAt.length > 0));
      left = left.filter((one) => about.documents[one].length > 1);
      if (overtaken()) return;
      results.replaceChildren();
      showAgencies(index, agencies);
      let list = null;
      let shown = 0;
      const next = async () => {
        let looked = 0;
        let some = 0;
        while (left.length && some < SHOWN && looked < MOST) {
          const batch = left.splice(0, SHOWN - some);
          looked += batch.length;
          const read = await Promise.all(batch.map(look));
          if (overtaken()) return;
          for (const { document, found } of read.filter((one) => one.found.length)) {
            list = list || section("reports");
            list.className = "reports";
            showReport(list, index, document, found);
            some += 1;
          }
        }
        shown += some;
        more.hidden = !left.length;
        const reports = left.length ? say("atmost", { n: shown + left.length }) : shown;
        const total = { words: typed, agencies: agencies.length, reports, entries: entries.length };
        const any = agencies.length + entries.length + shown + left.length;
        status.textContent = say(any ? "total" : "nothing", total);
        roll.hidden = Boolean(any);
      };
      more.onclick = async () => {
        const place = list ? list.children.length : 0;
        await next();
        const link = list && list.children[place] && list.children[place].querySelector("a");
        if (link) link.focus();
      };
      await next();
      if (!overtaken()) showCodebook(entries);
    } catch (error) {
      if (!overtaken()) { status.textContent = say("failed"); roll.hidden = false; }
    } finally {
      if (!overtaken()) results.removeAttribute("aria-busy");
    }
  }

  const asked = () => (new URLSearchParams(location.search).get("q") || "").trim();
  function show() {
    input.value = asked();
    run(asked());
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = input.value.trim();
    if (typed !== asked()) history.pushState(null, "", typed ? `?q=${encodeURIComponent(typed)}` : location.pathname);
    run(typed);
  });
  window.addEventListener("popstate", show);
  hint.hidden = false;
  if (asked()) show();
  else input.focus();
}());
