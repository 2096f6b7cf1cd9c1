// Looks at pages in a real browser and prints what is wrong with them, a line each. Exit 1 where anything is.
//
//   node check.mjs CHROMIUM FILE.html... [--text TEXT]...
//
// A TEXT has to be seen, as it stands, on the first page.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { cutRows } from "./print.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [executablePath, ...rest] = process.argv.slice(2);
const texts = rest.flatMap((argument, place) => (argument === "--text" ? [rest[place + 1]] : []));
const files = rest.slice(0, rest.includes("--text") ? rest.indexOf("--text") : undefined);

const VIEWS = [
  { name: "light, wide screen", colorScheme: "light", viewport: { width: 1280, height: 900 } },
  { name: "dark, phone", colorScheme: "dark", viewport: { width: 360, height: 740 } },
];

const problems = [];
const browser = await chromium.launch({
  executablePath,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
for (const file of files) {
  for (const view of VIEWS) await look(file, view);
  await withoutScript(file);
}
await browser.close();
problems.forEach((problem) => console.log(problem));
process.exitCode = problems.length > 0 ? 1 : 0;

/** One page in one view. */
async function look(file, view) {
  const tell = (problem) => problems.push(`${file} (${view.name}): ${problem}`);
  const context = await browser.newContext({ ...view, reducedMotion: "reduce" });
  const page = await context.newPage();
  const address = pathToFileURL(file).href;
  page.on("console", (message) => tell(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => tell(`script error: ${error.message}`));
  page.on("dialog", (dialog) => { tell(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (request.url() !== address) tell(`request to ${request.url()}`); });
  await page.goto(address);

  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) tell(`the page is ${wide} px wider than the screen`);
  await accessible(page, tell);
  if (view === VIEWS[0]) {
    if (file === files[0]) await shows(page, tell);
    await keyboard(page, tell);
    await sorts(page, tell);
    await printed(page, tell);
  }
  await context.close();
}

/** No serious finding of axe. */
async function accessible(page, tell) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  for (const { id, impact, nodes } of found.violations) {
    if (impact === "serious" || impact === "critical") {
      tell(`axe ${impact} ${id}: ${nodes.length} times, first ${nodes[0].html.slice(0, 200)}`);
    }
  }
}

/** What came from files is seen as text. */
async function shows(page, tell) {
  const seen = (await page.evaluate(() => document.body.textContent)).replace(/\s+/g, " ");
  for (const text of texts) if (!seen.includes(text)) tell(`does not show ${JSON.stringify(text)}`);
}

/** The first stop of the keyboard is the way to the content, and it is seen. */
async function keyboard(page, tell) {
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => {
    const { className, getBoundingClientRect } = document.activeElement;
    const { left, top } = getBoundingClientRect.call(document.activeElement);
    return { className, seen: left >= 0 && top >= 0 };
  });
  if (first.className !== "skip" || !first.seen) tell("the first stop of the keyboard does not skip to the content");
}

/** Every header button sorts, both ways, and loses no row; by keyboard too. */
async function sorts(page, tell) {
  for (const problem of await page.evaluate(unsorted)) tell(problem);
  const button = page.locator("table.sorts thead button").first();
  await button.focus();
  await page.keyboard.press("Enter");
  const head = page.locator("table.sorts thead th").first();
  if ((await head.getAttribute("aria-sort")) === null) tell("the first header does not sort by keyboard");
}

/** Runs in the page: presses every button twice and tells what is not sorted then. */
function unsorted() {
  const problems = [];
  for (const table of document.querySelectorAll("table.sorts")) {
    const heads = [...table.tHead.rows[0].cells];
    const body = table.tBodies[0];
    const rows = body.rows.length;
    const tell = (head, problem) => problems.push(`${table.caption.textContent}, ${head.textContent}: ${problem}`);
    if (!heads.some((head) => head.querySelector("button"))) problems.push("a table has no button to sort by");
    for (const [column, head] of heads.entries()) {
      for (const way of ["ascending", "descending"]) {
        const button = head.querySelector("button");
        if (!button) continue;
        button.click();
        const marked = heads.filter((other) => other.hasAttribute("aria-sort"));
        if (marked.length !== 1 || head.getAttribute("aria-sort") !== way) tell(head, `is not marked ${way}`);
        if (body.rows.length !== rows) tell(head, "rows are lost");
        const keys = [...body.rows].map(({ cells }) => cells[column].dataset.value ?? cells[column].textContent.trim());
        const filled = keys.filter((key) => key !== "");
        if (filled.some((key, place) => keys[place] !== key)) tell(head, "empty cells do not stand last");
        if (filled.some((key) => Number.isNaN(Number(key)))) continue;
        const turned = way === "ascending" ? 1 : -1;
        const wrong = filled.findIndex((key, place) => place > 0 && (key - filled[place - 1]) * turned < 0);
        if (wrong > 0) tell(head, `${way}, ${filled[wrong]} stands after ${filled[wrong - 1]}`);
      }
    }
  }
  return problems;
}

/** On A4 and on Letter no row of a table is cut, and headers repeat. */
async function printed(page, tell) {
  for (const format of ["A4", "Letter"]) {
    for (const problem of await cutRows(page, format)) tell(`${format}: ${problem}`);
  }
}

/** Without script the page is whole, and has no button that does nothing. */
async function withoutScript(file) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(pathToFileURL(file).href);
  const tables = await page.locator("table").count();
  if (tables === 0) problems.push(`${file} (no script): no table`);
  if ((await page.locator("button").count()) > 0) problems.push(`${file} (no script): buttons`);
  await context.close();
}
