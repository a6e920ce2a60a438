// The desk: takes a draft by paste, drop or choice, hands it to the worker, and shows what comes back.

(() => {
  "use strict";

  const form = document.getElementById("desk");
  const text = document.getElementById("text");
  const file = document.getElementById("file");
  const drop = document.getElementById("drop");
  const state = document.getElementById("state");
  const bar = document.getElementById("bar");
  const out = document.getElementById("out");
  const taken = document.getElementById("taken");
  const after = document.getElementById("after");
  const settings = form.dataset;
  const words = {};
  for (const one of document.getElementById("words").content.children) words[one.dataset.word] = one.textContent;
  const LONGEST = 4096; // characters of an attribute; longer ones are pictures
  const LARGEST = 20 * 1024 * 1024;

  let worker = null;
  let ready = false;
  let waiting = null; // a draft while Python is being loaded
  let draft = null; // what was dropped, chosen or pasted with its tables
  let plain = ""; // the result as text

  const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  function say(message, busy = false) {
    state.textContent = message;
    bar.hidden = !busy;
    form.classList.toggle("busy", busy);
    document.getElementById("stop").hidden = !busy;
    document.getElementById("start").disabled = busy;
  }

  function stop(message = "") {
    if (worker) worker.terminate();
    worker = null;
    ready = false;
    waiting = null;
    say(message);
  }

  // What the browser makes of a page: elements with their attributes, texts, and ends.
  function events(page) {
    const found = [];
    const root = new DOMParser().parseFromString(page, "text/html").documentElement;
    let node = root;
    while (node) {
      if (node.nodeType === Node.ELEMENT_NODE) {
        const values = {};
        for (const one of node.attributes) if (one.value.length <= LONGEST) values[one.name] = one.value;
        found.push([node.localName, values]);
        if (node.firstChild) {
          node = node.firstChild;
          continue;
        }
        found.push(0);
      } else if (node.nodeType === Node.TEXT_NODE) {
        found.push(node.data);
      }
      while (node !== root && !node.nextSibling) {
        node = node.parentNode;
        found.push(0);
      }
      node = node === root ? null : node.nextSibling;
    }
    return JSON.stringify(found);
  }

  function show(answer) {
    out.innerHTML = answer.page;
    plain = answer.text;
    for (const link of out.querySelectorAll("a[href]:not([href^='#'])")) {
      link.target = "_blank"; // the result would be gone
      link.rel = "noopener";
    }
    const verdict = out.querySelector(".verdict");
    if (verdict) {
      verdict.after(after.content.cloneNode(true));
      document.getElementById("print").addEventListener("click", () => window.print());
      document.getElementById("copy").addEventListener("click", copy);
    }
    say(verdict ? words.done : "");
    const heading = document.getElementById("result");
    heading.focus({ preventScroll: true });
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    heading.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
  }

  function hear({ data }) {
    if (data.loaded !== undefined && !ready) {
      bar.value = Math.min(data.loaded / Number(settings.bytes), 1);
    } else if (data.stage === "rules") {
      say(words.rules, true);
      bar.removeAttribute("value");
    } else if (data.stage === "open") {
      ready = true;
      if (waiting) worker.postMessage({ draft: waiting });
      waiting = null;
    } else if (data.stage === "checking") {
      say(words.checking, true);
    } else if (data.parse !== undefined) {
      worker.postMessage({ text: data.parse, events: events(data.parse) });
    } else if (data.answer) {
      show(data.answer);
    } else if (data.failed !== undefined) {
      const wasReady = ready;
      stop(wasReady ? words.failed : words.old);
      const detail = document.createElement("pre");
      detail.className = "wide";
      detail.textContent = data.failed;
      out.replaceChildren(detail);
    }
  }

  function check(name, content) {
    if (content.byteLength > LARGEST) return say(words.large);
    out.textContent = "";
    const given = {};
    for (const field of form.querySelectorAll("[data-given]")) given[field.name] = field.value;
    const asked = { name, content, given };
    if (worker && ready) return worker.postMessage({ draft: asked });
    waiting = asked;
    if (worker) return undefined;
    if (window.location.protocol === "file:") return say(words.local);
    say(words.loading, true);
    bar.value = 0;
    try {
      worker = new Worker(settings.worker, { type: "module" });
    } catch {
      return say(words.old);
    }
    worker.onmessage = hear;
    worker.onerror = (event) => {
      event.preventDefault();
      stop(ready ? words.failed : words.old);
    };
    worker.postMessage({ open: { tag: settings.tag, archives: settings.archives.split(" ") } });
    return undefined;
  }

  function take(name, bytes) {
    draft = { name, bytes };
    taken.hidden = false;
    taken.firstElementChild.textContent = fill(words.taken, { name });
    start();
  }

  function start() {
    if (draft) {
      // A copy: the worker keeps what it is given.
      check(draft.name, draft.bytes.slice(0));
    } else if (text.value.trim()) {
      check(words.pasted, new TextEncoder().encode(text.value).buffer);
    } else {
      say(words.nothing);
      text.focus();
    }
  }

  async function copy(event) {
    const button = event.currentTarget;
    try {
      await navigator.clipboard.writeText(plain);
    } catch {
      const field = document.createElement("textarea");
      field.value = plain;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    button.textContent = words.copied;
  }

  async function read(one) {
    if (one.size > LARGEST) return say(words.large);
    return take(one.name, await one.arrayBuffer());
  }

  function forget() {
    draft = null;
    taken.hidden = true;
    file.value = "";
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    start();
  });
  file.addEventListener("change", () => {
    if (file.files.length) read(file.files[0]);
  });
  text.addEventListener("input", forget);
  text.addEventListener("paste", (event) => {
    const page = event.clipboardData ? event.clipboardData.getData("text/html") : "";
    if (!/<table[\s>]/i.test(page)) return;
    event.preventDefault();
    text.value = "";
    take(words.pasted, new TextEncoder().encode(`<!doctype html>\n${page}`).buffer);
  });
  for (const kind of ["dragenter", "dragover"]) {
    document.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) drop.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (event.dataTransfer && event.dataTransfer.files.length) read(event.dataTransfer.files[0]);
  });
  document.getElementById("forget").addEventListener("click", () => {
    forget();
    out.textContent = "";
    say("");
    text.focus();
  });
  document.getElementById("stop").addEventListener("click", () => stop(words.stopped));
  const sample = document.getElementById("sample");
  if (sample) {
    sample.addEventListener("click", async () => {
      const response = await fetch(settings.sample);
      if (response.ok) take(words["sample-name"], await response.arrayBuffer());
    });
  }
  window.addEventListener("beforeprint", () => {
    for (const one of out.querySelectorAll("details")) one.open = true;
  });
  form.hidden = false;
})();
