// Filters the findings, moves between them, and switches views. All text is in the markup already.
"use strict";

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const form = document.querySelector("form[role=search]");
const header = document.querySelector("header");
const status = header.querySelector("output");
const help = document.querySelector("dialog");
const findings = all(".finding");
const order = new Map(findings.map((finding, index) => [finding, index]));
let current = null;

// Filters.

const hunks = all(".hunk").map((hunk) => ({ hunk, findings: all(".finding", hunk) }));
const files = all(".file").map((file) => ({
  file,
  path: file.dataset.path.toLowerCase(),
  hunks: hunks.filter(({ hunk }) => hunk.parentNode === file),
  loose: all(":scope > .finding", file),
}));
const entries = all("nav li");

function filter() {
  const wanted = new FormData(form);
  const severities = new Set(wanted.getAll("severity"));
  const tiers = new Set(wanted.getAll("tier"));
  const path = wanted.get("path").trim().toLowerCase();
  const only = wanted.has("only");
  for (const finding of findings) {
    finding.hidden = !severities.has(finding.dataset.severity) || !tiers.has(finding.dataset.tier);
  }
  const isShown = (finding) => !finding.hidden;
  files.forEach(({ file, path: own, hunks, loose }, index) => {
    let some = loose.some(isShown);
    for (const { hunk, findings } of hunks) {
      hunk.hidden = only && !findings.some(isShown);
      some ||= !hunk.hidden;
    }
    file.hidden = !own.includes(path) || (only && !some);
    entries[index].hidden = file.hidden;
  });
  const count = shown().length;
  document.getElementById("none").hidden = count > 0 || findings.length === 0;
  status.textContent = `${count} of ${findings.length} findings`;
}

const shown = () => findings.filter((finding) => !finding.hidden && !finding.closest(".file").hidden);

form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());

// Moving about.

function go(step) {
  const choice = shown();
  if (choice.length === 0) return;
  const from = order.get(current) ?? -1;
  const before = choice.filter((finding) => order.get(finding) < from).length;
  const at = step < 0 ? before - 1 : before + (choice[before] === current ? 1 : 0);
  show(choice[(at + choice.length) % choice.length]);
}

function show(finding) {
  const hunk = finding.closest(".hunk");
  if (hunk) hunk.open = true;
  finding.focus({ preventScroll: true });
  finding.scrollIntoView({ block: "center" });
  const choice = shown();
  status.textContent = `${choice.indexOf(finding) + 1} of ${choice.length} findings`;
}

document.addEventListener("focusin", (event) => {
  const finding = event.target.closest(".finding");
  if (finding === null) return;
  current?.removeAttribute("aria-current");
  current = finding;
  current.setAttribute("aria-current", "true");
});

// The clipboard. Where the browser keeps it closed, the words are shown to be copied by hand.

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = `copied: ${text}`;
  } catch {
    status.textContent = text;
    getSelection().selectAllChildren(status);
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.copy) copy(button.dataset.copy);
  if (button?.dataset.key) keys[button.dataset.key]();
});

// Views.

new ResizeObserver(() => {
  document.documentElement.style.setProperty("--top", `${header.offsetHeight}px`);
}).observe(header);

function split() {
  const on = document.body.classList.toggle("split");
  form.querySelector("[data-key=v]").setAttribute("aria-pressed", on);
  if (document.querySelector(".copy") === null) twice();
}

// Side by side, a line that did not change stands on both sides; the second is for the eye alone.
function twice() {
  for (const code of all(".code > .line > code")) {
    const copy = code.cloneNode(true);
    copy.className = "copy";
    copy.setAttribute("aria-hidden", "true");
    code.before(copy);
  }
}

function theme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
}

// Keys.

const keys = {
  j: () => go(1),
  n: () => go(1),
  k: () => go(-1),
  p: () => go(-1),
  d: () => current && copy(current.querySelector("[data-copy]").dataset.copy),
  v: split,
  t: theme,
  "/": () => form.elements.path.focus(),
  "?": () => (help.open ? help.close() : help.showModal()),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input[type=search]");
  if (typing && event.key === "Escape") event.target.blur();
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
  if (help.open && event.key !== "?") return;
  event.preventDefault();
  keys[event.key]();
});

filter();
