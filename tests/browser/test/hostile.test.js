// A change by somebody who wants to run a script in the reviewer's browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { added, open, report } from "../browser.js";

const attack = `</script><script>window.ran = 1</script><img src="https://example.com/x" onerror="window.ran = 1">` +
  `"' onmouseover='window.ran = 1' <style>*{background:url(https://example.com/y)}</style><!--`;
const python = `def f(x=[], y="${attack.replaceAll('"', '\\"')}"):
    """ ${attack} """
    # ${attack} \u202e\u2066 reversed \u2069 \u2028 \u0000
    return x is "${attack.replaceAll('"', "'")}"`;

test("code, file names and messages stay text, run nothing and load nothing", async () => {
  const patch = added({
    '<img src=x onerror="window.ran=1">.py': python,
    "\"><svg onload='window.ran=1'>.py": python,
    "</nav></main><script>window.ran=1</script>.rs": "fn f() { todo!() }",
    "javascript:window.ran=1.py": python,
  });
  const { page, seen, close } = await open(report("hostile", patch));
  for (const key of "jjvjt?") await page.keyboard.press(key);
  await page.keyboard.press("Escape");
  await page.locator("nav a").first().click();
  await page.locator(".finding").first().hover();
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.equal(await page.locator("script, style, img, svg, iframe, object, embed, link").count(), 2);
  assert.equal(await page.locator(".file").count(), 4);
  assert.ok((await page.locator(".line code").allTextContents()).some((text) => text.includes("</script><script>")));
  assert.ok(!(await page.content()).includes("\u202e"));
  const handlers = await page.evaluate(() =>
    [...document.querySelectorAll("*")].flatMap((own) => own.getAttributeNames()).filter((name) => name.startsWith("on")));
  assert.deepEqual(handlers, []);
  assert.deepEqual(new Set(seen.requests), new Set([page.url().split("#")[0]]));
  assert.deepEqual([seen.dialogs, seen.errors], [[], []]);
  await close();
});

test("even markup that got in could load and run nothing", async () => {
  const { page, seen, close } = await open(report("policy", added({ "a.py": "x = 1" })));
  await page.evaluate(() => {
    const own = document.createElement("div");
    own.innerHTML = '<img src="https://example.com/x" onerror="window.ran = 1">';
    const script = document.createElement("script");
    script.textContent = "window.ran = 1";
    document.body.append(own, script);
  });
  await page.waitForTimeout(100);
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.ok(seen.errors.length >= 2 && seen.errors.every((text) => text.includes("Content Security Policy")), `${seen.errors}`);
  await close();
});
