// Makes the README's pictures anew from the sample sheets.
//
//   node tests/browser/pictures.mjs CHROMIUM QBANK
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [executablePath, qbank] = process.argv.slice(2);
const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const images = join(root, "docs/images");
const folder = mkdtempSync(join(tmpdir(), "qbank-pictures-"));
const sheets = ["grade", "question-banks/samples/active-listening-wide.csv", "--bank", "question-banks", "--target", "70"];
const run = (args, env = {}) =>
  execFileSync(qbank, args, { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "ignore"] }).toString();

run([...sheets, "--candidate-reports", "-o", folder]);
const summary = run(sheets, { COLUMNS: "80", CLICOLOR_FORCE: "1" });

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"] });
await picture(pathToFileURL(join(folder, "report.html")).href, "report.png", { width: 1280, height: 1180 });
await picture(pathToFileURL(join(folder, "candidates/00586.html")).href, "candidate.png", { width: 1280, height: 1000 });
await terminal(summary.split("\n").slice(0, 46).join("\n"), "summary.png");
await browser.close();
rmSync(folder, { recursive: true });

async function picture(address, name, viewport) {
  const page = await browser.newPage({ viewport });
  await page.goto(address);
  await page.screenshot({ path: join(images, name) });
  await page.close();
}

/** Text with ANSI styles as it looks on a terminal. */
async function terminal(text, name) {
  const page = await browser.newPage({ viewport: { width: 900, height: 600 }, deviceScaleFactor: 1.5 });
  await page.setContent(`<style>
    body { margin: 0; background: #14171a; }
    pre { margin: 0; padding: 22px 26px; width: max-content; background: #14171a; color: #d9dde1;
          font: 14px/1.4 ui-monospace, "DejaVu Sans Mono", "Liberation Mono", monospace; }
    .s1 { font-weight: 700; color: #fff; } .s2 { color: #98a1ab; } .s36 { color: #4fb8b1; }
  </style><pre>${html(text)}</pre>`);
  await page.locator("pre").screenshot({ path: join(images, name) });
  await page.close();
}

function html(text) {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return escaped.replace(/\x1b\[(\d+)m/g, (_, style) => (style === "0" ? "</span>" : `<span class="s${style}">`));
}
