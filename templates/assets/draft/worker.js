// Python in a worker of its own. It loads what it needs, shuts its doors, and only then is given a draft.

import { loadPyodide } from "./pyodide/pyodide.mjs";

const HOME = "/home/pyodide";
const STEP = 1 << 18; // bytes
const DOORS = ["fetch", "XMLHttpRequest", "WebSocket", "WebSocketStream", "EventSource", "WebTransport", "Worker", "BroadcastChannel"];
// No package is ever loaded beside the standard library.
const NO_PACKAGES = {
  info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", python: "3.14.2", version: "314.0.7" },
  packages: {},
};

let python = null;
let desk = null;
let asked = null;

function counted() {
  // Every byte that arrives is told, so that the page can show how much is still to come.
  const get = self.fetch.bind(self);
  let loaded = 0;
  let told = 0;
  self.fetch = async (...request) => {
    const response = await get(...request);
    if (!response.ok || !response.body || !self.TransformStream) return response;
    const counting = new TransformStream({
      transform(chunk, out) {
        loaded += chunk.byteLength;
        if (loaded > told + STEP) {
          told = loaded;
          self.postMessage({ loaded });
        }
        out.enqueue(chunk);
      },
    });
    return new Response(response.body.pipeThrough(counting), { headers: response.headers });
  };
}

async function open({ tag, archives }) {
  counted();
  const files = archives.map((name) => self.fetch(new URL(name, import.meta.url).href).then((r) => {
    if (!r.ok) throw new Error(`${name}: ${r.status}`);
    return r.arrayBuffer();
  }));
  python = await loadPyodide({
    indexURL: new URL("pyodide/", import.meta.url).href,
    lockFileContents: NO_PACKAGES,
    stdout: () => {},
    stderr: () => {},
  });
  for (const file of await Promise.all(files)) python.unpackArchive(new Uint8Array(file), "zip", { extractDir: HOME });
  self.postMessage({ stage: "rules" });
  python.globals.set("tag", tag);
  const made = python.runPython(
    `from pathlib import Path\nfrom sitegen.draft.desk import Desk\nDesk(Path("${HOME}"), tag)`,
  );
  for (const door of DOORS) {
    try {
      self[door] = undefined;
    } catch {
      // One that cannot be shut is watched by the policy of the page.
    }
  }
  return made;
}

function answer() {
  const content = python.toPy(new Uint8Array(asked.content));
  const told = JSON.parse(desk.answer(asked.name, content, JSON.stringify(asked.given)));
  content.destroy();
  self.postMessage(told.parse === undefined ? { answer: told } : { parse: told.parse });
}

self.onmessage = async ({ data }) => {
  try {
    if (data.open) desk = await open(data.open);
    if (data.events) desk.know(data.text, data.events);
    if (data.draft) asked = data.draft;
    if (data.draft || data.events) {
      self.postMessage({ stage: "checking" });
      answer();
    } else {
      self.postMessage({ stage: "open" });
    }
  } catch (error) {
    self.postMessage({ failed: String((error && error.message) || error).slice(-2000) });
  }
};
