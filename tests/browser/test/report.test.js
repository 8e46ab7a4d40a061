// What a person does with a report: moves about, filters, switches views, reads it small, dark or by ear.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { added, open, report } from "../browser.js";

const changed = `diff --git a/shop.py b/shop.py
--- a/shop.py
+++ b/shop.py
@@ -1,6 +1,7 @@
 import os


 def same(a):
-    return a == "x"
+    return a is "x"
+
     # the end
`;
const others = added({
  "lib/a.py": 'def f(x=[]):\n    return x is "a"',
  "lib/b.rs": "pub fn f() {\n    todo!()\n}",
});

let browser;
let page;
before(async () => {
  browser = await open(report("small", changed + others), { colorScheme: "light" });
  page = browser.page;
  await browser.context.grantPermissions(["clipboard-read", "clipboard-write"]);
});
after(() => browser.close());

const keys = async (...presses) => { for (const key of presses) await page.keyboard.press(key); };
const focused = () => page.evaluate(() => document.activeElement.id);
const said = () => page.locator("output").textContent();
const visible = () => page.locator(".finding:visible").count();
const reload = () => page.reload();

test("j and k go from finding to finding, around the ends, and focus follows", async () => {
  await reload();
  const ids = await page.locator(".finding").evaluateAll((all) => all.map((one) => one.id));
  assert.ok(ids.length >= 3);
  await keys("j");
  assert.equal(await focused(), ids[0]);
  await keys("n");
  assert.equal(await focused(), ids[1]);
  assert.equal(await said(), `2 of ${ids.length} findings`);
  await keys("p", "k");
  assert.equal(await focused(), ids.at(-1));
  await keys("j");
  assert.equal(await focused(), ids[0]);
  assert.equal(await page.locator("[aria-current]").count(), 1);
  assert.ok(await page.locator(".finding:focus").isVisible());
});

test("d copies the words that dismiss the finding, and so does its button", async () => {
  await reload();
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await keys("d", "j", "d");
  await page.waitForFunction(() => document.querySelector("output").textContent.startsWith("copied"));
  const rule = await page.locator(".finding:focus footer code").textContent();
  assert.match(await clipboard(), new RegExp(`^(#|//) review: ignore\\[${rule}\\] reason$`));
  await page.locator("[data-copy*='python/is-literal']").first().click();
  await page.waitForFunction(() => document.querySelector("output").textContent.includes("is-literal"));
  assert.equal(await clipboard(), "# review: ignore[python/is-literal] reason");
});

test("where the clipboard is closed, the words are shown and selected to be copied by hand", async () => {
  await reload();
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await keys("j", "d");
  await page.waitForFunction(() => document.querySelector("output").textContent.includes("ignore["));
  assert.equal(await page.evaluate(() => getSelection().toString()), await said());
});

test("filters by severity, tier and path say how many are left", async () => {
  await reload();
  const total = await visible();
  const errors = await page.locator("[data-severity=error]").count();
  await page.getByLabel("error", { exact: true }).uncheck();
  assert.equal(await visible(), total - errors);
  assert.equal(await said(), `${total - errors} of ${total} findings`);
  await page.getByLabel("error", { exact: true }).check();
  await page.getByLabel("rule", { exact: true }).uncheck();
  assert.equal(await visible(), 0);
  assert.ok(await page.getByText("No finding passes the filters.").isVisible());
  await page.getByLabel("rule", { exact: true }).check();
  await keys("/");
  await page.keyboard.type("LIB/a");
  assert.deepEqual(await page.locator(".file:visible h2").allTextContents(), ["lib/a.py new"]);
  assert.equal(await page.locator("nav li:visible").count(), 1);
  await keys("Escape", "j");
  assert.ok((await said()).startsWith("1 of "));
});

test("hunks without findings can be hidden", async () => {
  await reload();
  await page.getByLabel("warning", { exact: true }).uncheck();
  await page.getByLabel("error", { exact: true }).uncheck();
  const hunks = await page.locator(".hunk:visible").count();
  await page.getByLabel("only hunks with findings").check();
  const left = await page.locator(".hunk:visible").count();
  assert.ok(left < hunks, `${left} of ${hunks}`);
});

test("v shows old and new side by side, aligned, and back", async () => {
  await reload();
  const place = (selector) => page.locator(`.change:has(.del) > ${selector}`).first().boundingBox();
  let [old, now] = [await place(".del"), await place(".add")];
  assert.ok(old.x === now.x && old.y < now.y);
  await keys("v");
  [old, now] = [await place(".del"), await place(".add")];
  assert.ok(old.x + old.width <= now.x && old.y === now.y);
  assert.equal(await page.getByRole("button", { name: "Side by side" }).getAttribute("aria-pressed"), "true");
  const context = page.locator(".code > .line").first();
  assert.deepEqual(await context.locator("code:visible").allTextContents(), ["import os", "import os"]);
  const comment = await page.locator(".change:has(.del) .add .finding").first().boundingBox();
  assert.ok(comment.x > now.x && comment.y > now.y);
  await keys("v");
  assert.equal(await page.locator(".copy:visible").count(), 0);
});

test("the page is light or dark as the system is, and t switches", async () => {
  await reload();
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.equal(await paper(), "rgb(255, 255, 255)");
  await page.emulateMedia({ colorScheme: "dark" });
  assert.equal(await paper(), "rgb(21, 24, 28)");
  await keys("t");
  assert.equal(await paper(), "rgb(255, 255, 255)");
  await page.emulateMedia({ colorScheme: "light" });
});

test("? opens the keys and Escape closes them", async () => {
  await reload();
  await keys("?");
  assert.ok(await page.getByRole("dialog", { name: "Keys" }).isVisible());
  await keys("j");
  assert.equal(await page.locator(".finding:focus").count(), 0);
  await keys("Escape");
  assert.ok(!(await page.locator("dialog").isVisible()));
});

test("on a phone nothing is wider than the screen, side by side or not", async () => {
  await reload();
  await page.setViewportSize({ width: 390, height: 844 });
  for (const press of ["j", "v"]) {
    await keys(press);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
  }
  const button = await page.locator(".finding button").first().boundingBox();
  assert.ok(button.height >= 32);
  await page.setViewportSize({ width: 1280, height: 900 });
});

test("landmarks, headings and names are there for those who cannot see it", async () => {
  await reload();
  for (const role of ["banner", "navigation", "main", "search", "status"]) {
    assert.equal(await page.getByRole(role).count(), 1, role);
  }
  const levels = await page.locator("h1, h2, h3, h4").evaluateAll((all) =>
    all.filter((one) => !one.closest("dialog")).map((one) => Number(one.tagName[1])));
  assert.equal(levels[0], 1);
  levels.forEach((level, index) => assert.ok(index === 0 || level <= levels[index - 1] + 1, levels.join()));
  for (const control of await page.locator("button:visible, input:visible").all()) {
    const name = await control.evaluate((own) => own.ariaLabel || own.labels?.[0]?.textContent || own.textContent);
    assert.ok(name.trim(), await control.evaluate((own) => own.outerHTML));
  }
  assert.match(await page.locator(".finding").first().getAttribute("aria-label"), /^\w+: \S+, line \d+$/);
  await keys("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the diff");
  await keys("Enter");
  assert.equal(await focused(), "diff");
});

test("text stands out from its ground, light and dark", async () => {
  await reload();
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await page.evaluate(faint), [], colorScheme);
  }
  await page.emulateMedia({ colorScheme: "light" });
});

/** Texts below WCAG's 4.5 to 1 against the nearest ground. Runs in the page. */
function faint() {
  const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = numbers(colour).map((own) => own / 255)
      .map((own) => (own <= 0.04045 ? own / 12.92 : ((own + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (own) => {
    const colour = getComputedStyle(own).backgroundColor;
    return numbers(colour)[3] === 0 ? ground(own.parentElement) : colour;
  };
  const isText = (own) => own.checkVisibility() && [...own.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  return [...document.querySelectorAll("body *")].filter(isText).map((own) => {
    const [a, b] = [light(getComputedStyle(own).color), light(ground(own))].sort((a, b) => b - a);
    return { text: own.textContent.slice(0, 40), ratio: (a + 0.05) / (b + 0.05) };
  }).filter(({ ratio }) => ratio < 4.5);
}

test("without a script all findings can be read", async () => {
  const plain = await open(page.url(), { javaScriptEnabled: false });
  assert.equal(await plain.page.locator(".finding:visible").count(), await page.locator(".finding").count());
  await plain.close();
});

test("the page asks for nothing and complains of nothing", () => {
  assert.deepEqual(new Set(browser.seen.requests), new Set([page.url().split("#")[0]]));
  assert.deepEqual(browser.seen.errors, []);
});
