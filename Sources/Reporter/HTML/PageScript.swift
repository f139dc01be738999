/// The script of the HTML report: sorting, filtering, opening what a link leads to.
///
/// The page works without it.
enum PageScript {
    static let text = """
        "use strict";
        (() => {
          const all = (selector, root = document) => [...root.querySelectorAll(selector)];
          for (const element of all(".tools")) element.hidden = false;

          // Language: the style sheet switches, the script tells assistive technology.
          const language = () => document.querySelector(".sw:checked").value;
          const speak = () => { document.documentElement.lang = language(); };
          for (const radio of all(".sw")) radio.addEventListener("change", speak);
          speak();

          // Sorting: by the exact order that the report states, else by the text that is shown.
          const key = (cell) => cell.dataset.s === undefined ? cell.innerText.trim() : Number(cell.dataset.s);
          const compare = (a, b) => typeof a === "number" && typeof b === "number"
            ? a - b : String(a).localeCompare(String(b), language());
          for (const table of all("table.sortable")) {
            const heads = all("thead th", table);
            heads.forEach((head, column) => {
              const button = document.createElement("button");
              button.type = "button";
              button.append(...head.childNodes);
              head.append(button);
              button.addEventListener("click", () => {
                const down = head.getAttribute("aria-sort") === "ascending";
                for (const other of heads) other.removeAttribute("aria-sort");
                head.setAttribute("aria-sort", down ? "descending" : "ascending");
                const body = table.tBodies[0];
                const rows = [...body.rows].map((row) => ({ row, value: key(row.cells[column]) }));
                rows.sort((a, b) => down ? compare(b.value, a.value) : compare(a.value, b.value));
                body.append(...rows.map((item) => item.row));
              });
            });
          }

          // Filtering: rows that hold every word and whose box is ticked.
          for (const tools of all(".tools[data-for]")) {
            const rows = [...document.getElementById(tools.dataset.for).tBodies[0].rows];
            const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
            const search = tools.querySelector("input[type=search]");
            const boxes = all("input[type=checkbox]", tools);
            const output = tools.querySelector("output");
            const apply = () => {
              const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
              const hidden = new Set(boxes.filter((box) => !box.checked).map((box) => box.dataset.standing));
              let shown = 0;
              for (const row of rows) {
                row.hidden = hidden.has(row.dataset.f) || !words.every((word) => texts.get(row).includes(word));
                if (!row.hidden) shown += 1;
              }
              output.textContent = shown + " / " + rows.length;
            };
            search.addEventListener("input", apply);
            for (const box of boxes) box.addEventListener("change", apply);
            apply();
          }

          // Links into what is folded.
          const reveal = () => {
            const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
            if (!target) return;
            for (let part = target; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
            target.scrollIntoView();
            const summary = target.querySelector("summary");
            if (summary) summary.focus({ preventScroll: true });
          };
          addEventListener("hashchange", reveal);
          if (location.hash) reveal();
          for (const button of all("[data-open],[data-close]")) {
            const open = button.dataset.open !== undefined;
            button.addEventListener("click", () => {
              for (const part of all("details." + (button.dataset.open || button.dataset.close))) part.open = open;
            });
          }

          // Printing: the ladder of every lot.
          let folded = [];
          addEventListener("beforeprint", () => {
            folded = all("details.lot:not([open]), details.data:not([open]), details.notice:not([open])");
            for (const part of folded) part.open = true;
          });
          addEventListener("afterprint", () => { for (const part of folded) part.open = false; });
        })();
        """
}
