// 2,000 findings, half of them in new files, half each in a hunk of its own: the page answers at once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { added, open, report } from "../browser.js";

const FILES = 25;
const EACH = 40;
/** Milliseconds within which people see no delay. */

const block = (number) => `def function_${number}(value, items):
    for item in items:
        if item.size > ${number}:
            value += item.size * 2
    return value is "text ${number}"
`;
const text = Array.from({ length: EACH }, (_, number) => block(number)).join("\n");
const files = Object.fromEntries(Array.from({ length: FILES }, (_, nth) => [`package/module_${nth}.py`, text]));

/** The same functions, each changed in its last line. */
const changed = (path) => `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n` +
  Array.from({ length: EACH }, (_, number) => {
    const [lines, start] = [block(number).trimEnd().split("\n"), number * 20 + 1];
    const same = [...lines.slice(0, -1).map((line) => ` ${line}`), " # before it", " # and there"];
    return `@@ -${start},7 +${start},7 @@\n${same.join("\n")}\n-    return value\n+${lines.at(-1)}\n`;
  }).join("");
const old = Array.from({ length: FILES }, (_, nth) => changed(`shop/part_${nth}.py`)).join("");

test("filters, steps, views and scrolling answer at once among 2,000 findings", async (t) => {
  const { page, close } = await open(report("large", added(files) + old));
  assert.ok((await page.locator(".finding").count()) >= 2000);
  const opened = await page.evaluate(() => performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd);
  t.diagnostic(`opened: ${opened.toFixed(0)} ms`);
  // From the press of a key to the frame that shows it, the middle of several.
  const taken = (what) => page.evaluate(async (what) => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const key = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    const input = (name, set) => {
      const own = document.querySelector(`[name=${name}]`);
      set(own);
      own.dispatchEvent(new Event("input", { bubbles: true }));
    };
    const actions = {
      "next finding": () => key("j"),
      "side by side": () => key("v"),
      "filter by severity": () => input("severity", (own) => { own.checked = !own.checked; }),
      "filter by path": (nth) => input("path", (own) => { own.value = nth % 2 ? "" : "module_7"; }),
      "scroll a screen": () => scrollBy(0, innerHeight),
      "jump to the middle": (nth) => scrollTo(0, document.body.scrollHeight * (nth % 2 ? 0.25 : 0.6)),
    };
    const times = [];
    for (let nth = 0; nth < 8; nth += 1) {
      await frame();
      const start = performance.now();
      actions[what](nth);
      await frame();
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b);
  }, what);
  const names = ["next finding", "scroll a screen", "jump to the middle", "filter by severity", "filter by path", "side by side"];
  for (const name of names) {
    const times = await taken(name);
    t.diagnostic(`${name}: ${times[4].toFixed(0)} ms, at most ${times[7].toFixed(0)} ms`);
  }
  await close();
});
