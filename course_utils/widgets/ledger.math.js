// The rows that a reader asks for. A row is [id, where, says, verdict, right, chapter].
const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");

// Every word must stand somewhere in the row, in any order and in either case; an empty choice allows everything.
export function choose(rows, { article, verdict, find }) {
  const words = plain(find).split(/\s+/).filter(Boolean);
  return rows.filter((row) => (!article || row[1].startsWith(article)) && (!verdict || row[3] === verdict)
    && words.every((word) => plain(row.join(" ")).includes(word)));
}

// The page of a chapter, as this page's own address says: the website has .html, a notebook has .ipynb.
export const address = (row, path) => `${row[5]}.${/\.html?$|\/$/.test(path) ? "html" : "ipynb"}#claim-${row[0]}`;
