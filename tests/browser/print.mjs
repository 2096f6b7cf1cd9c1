// Which rows of tables a printed page cuts. Every cell gets a mark before and after its text; in the PDF all
// marks of a row have to stand on one page, and those of its header on each page that has rows of the table.

// The reader of PDF asks for what drawing needs, which reading text does not.
for (const name of ["DOMMatrix", "ImageData", "Path2D"]) globalThis[name] ??= class {};
const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");

/** What is wrong with the page printed on paper of this format. */
export async function cutRows(page, format) {
  await page.evaluate(mark);
  const pdf = await page.pdf({ format, preferCSSPageSize: false, printBackground: true });
  await page.evaluate(unmark);
  const pages = await marksByPage(pdf);

  const problems = [];
  const rows = new Map();
  for (const [number, marks] of pages.entries()) {
    for (const name of marks) rows.set(name, [...(rows.get(name) ?? []), number]);
  }
  if (rows.size === 0) problems.push("no marks of rows in the print");
  for (const [name, places] of rows) {
    const [table, row] = name.split(".");
    if (row === "h") continue;
    if (places.length > 1) problems.push(`row ${row} of table ${table} is cut`);
    const headed = rows.get(`${table}.h`) ?? [];
    if (!headed.includes(places[0])) problems.push(`page ${places[0] + 1} has rows of table ${table} without its header`);
  }
  return [...new Set(problems)];
}

/** The marks on each page, without repetition. */
async function marksByPage(pdf) {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const pages = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const content = await (await document.getPage(number)).getTextContent();
    const text = content.items.map((item) => item.str ?? "").join("");
    pages.push(new Set([...text.matchAll(/q(\d+\.(?:\d+|h))q/g)].map((found) => found[1])));
  }
  await document.destroy();
  return pages;
}

/** Runs in the page. */
function mark() {
  for (const [table, element] of [...document.querySelectorAll("table")].entries()) {
    const add = (rows, name) => {
      for (const [row, { cells }] of [...rows].entries()) {
        for (const cell of cells) {
          for (const place of ["afterbegin", "beforeend"]) {
            const text = document.createElement("span");
            text.className = "print-mark";
            text.textContent = ` q${table}.${name(row)}q `;
            text.attributeStyleMap.set("font-size", "3px");
            (cell.querySelector("button") ?? cell).insertAdjacentElement(place, text);
          }
        }
      }
    };
    add(element.tHead?.rows ?? [], () => "h");
    for (const body of element.tBodies) add(body.rows, (row) => row);
  }
}

/** Runs in the page. */
function unmark() {
  document.querySelectorAll(".print-mark").forEach((element) => element.remove());
}
