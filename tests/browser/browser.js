// Reports of the real program, opened in a real Chromium that can reach nothing.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const program = process.env.REVIEW ?? join(import.meta.dirname, "../../target/debug/review");
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const flags = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];
const folder = mkdtempSync(join(tmpdir(), "review-browser-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** A patch that adds files, given as texts by path. */
export function added(files) {
  return Object.entries(files).map(([path, text]) => {
    const lines = text.split("\n");
    const name = JSON.stringify(`b/${path}`);
    return `diff --git ${JSON.stringify(`a/${path}`)} ${name}\nnew file mode 100644\n--- /dev/null\n+++ ${name}\n` +
      `@@ -0,0 +1,${lines.length} @@\n${lines.map((line) => `+${line}\n`).join("")}`;
  }).join("");
}

/** The report of a patch: the address of the page. */
export function report(name, patch) {
  const [diff, page] = [join(folder, `${name}.patch`), join(folder, `${name}.html`)];
  writeFileSync(diff, patch);
  const options = ["--diff", diff, "--tiers", "rules", "--fail-on", "never", "--output-format", "html", "-o", page];
  execFileSync(program, options, { cwd: folder, stdio: "pipe" });
  return pathToFileURL(page).href;
}

/** Opens a page in a browser of its own. What it asks for and what it complains of is kept. */
export async function open(address, options = {}) {
  const profile = mkdtempSync(join(folder, "profile-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath, args: flags, viewport: { width: 1280, height: 900 }, ...options,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(10_000);
  const seen = { requests: [], errors: [], dialogs: [] };
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("console", (message) => message.type() === "error" && seen.errors.push(message.text()));
  page.on("pageerror", (error) => seen.errors.push(error.message));
  page.on("dialog", (dialog) => { seen.dialogs.push(dialog.message()); dialog.dismiss(); });
  await page.goto(address);
  return { page, context, seen, close: () => context.close() };
}
