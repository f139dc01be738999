/// The script of the HTML report: the table of all bids, sorting, filtering, opening what a link leads to.
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

          // A table is a list of items, each with its row, made when it is shown, and its keys: sorting is by the exact
          // order that the report states, else by text; filtering keeps what holds every word and whose box is ticked.
          const manage = (table, items, atOnce) => {
            const tools = document.querySelector('.tools[data-for="' + table.id + '"]');
            const body = table.tBodies[0];
            const more = table.parentElement.querySelector(".more");
            let found = items;
            const extend = () => {
              const start = body.rows.length;
              body.append(...found.slice(start, start + atOnce).map((item) => item.row ??= item.make()));
              if (more) more.hidden = body.rows.length === found.length;
            };
            const apply = () => {
              if (tools) {
                const words = tools.querySelector("input[type=search]").value.toLowerCase().split(/\\s+/).filter(Boolean);
                const boxes = all("input[type=checkbox]:not(:checked)", tools).map((box) => box.dataset.standing);
                found = items.filter((item) => !boxes.includes(item.standing)
                  && words.every((word) => item.text.includes(word)));
                tools.querySelector("output").textContent =
                  found.length.toLocaleString("en") + " / " + items.length.toLocaleString("en");
              }
              body.replaceChildren();
              extend();
            };
            for (const input of tools ? all("input", tools) : []) input.addEventListener("input", apply);
            if (more) {
              more.addEventListener("click", extend);
              new IntersectionObserver((seen) => { if (seen.some((part) => part.isIntersecting)) extend(); },
                { root: table.parentElement, rootMargin: "400px" }).observe(more);
            }
            const heads = table.classList.contains("sortable") ? all("thead th", table) : [];
            heads.forEach((head, column) => {
              const button = document.createElement("button");
              button.type = "button";
              button.append(...head.childNodes);
              head.append(button);
              button.addEventListener("click", () => {
                const down = head.getAttribute("aria-sort") === "ascending";
                for (const other of heads) other.removeAttribute("aria-sort");
                head.setAttribute("aria-sort", down ? "descending" : "ascending");
                const texts = new Intl.Collator(language());
                const keys = new Map(items.map((item) => [item, item.key(column)]));
                const compare = (a, b) => typeof a === "number" ? a - b : texts.compare(a, b);
                const sign = down ? -1 : 1;
                items.sort((a, b) => sign * compare(keys.get(a), keys.get(b)));
                apply();
              });
            });
            apply();
          };

          for (const table of all("table.sortable:not(.bids), #figure-table")) {
            const items = [...table.tBodies[0].rows].map((row) => ({
              row, text: row.textContent.toLowerCase(),
              key: (column) => {
                const cell = row.cells[column];
                return cell.dataset.s === undefined ? cell.innerText.trim() : Number(cell.dataset.s);
              },
            }));
            manage(table, items, Infinity);
          }

          // All bids: the rows of the lots' ladders.
          const bids = document.getElementById("bid-table");
          if (bids) {
            const standings = all('[data-for="bid-table"] [data-standing]').map((box) => box.dataset.standing);
            const cell = (type, content, isNumber) => {
              const element = document.createElement(type);
              if (isNumber) element.className = "n";
              element.append(...content);
              return element;
            };
            const item = (lot, row) => {
              const [rank, bidder, , price, , drop, decision] = row.cells;
              const specification = bidder.querySelector("small").textContent;
              const name = bidder.firstElementChild.tagName === "A"
                ? bidder.firstElementChild.textContent : bidder.firstChild.textContent.trim();
              const [byPrice, byDrop] = row.dataset.s.split(" ").map(Number);
              const standing = row.className;
              const rule = document.getElementById("rule-" + row.dataset.r)?.cells[0];
              const keys = [lot, name, specification, byPrice, Number(rank.textContent) || Infinity, byDrop,
                standings.indexOf(standing)];
              const make = () => {
                const result = document.createElement("tr");
                const link = document.createElement("a");
                link.href = "#" + (row.id || bidder.firstElementChild.hash.slice(1));
                link.textContent = name;
                const head = cell("th", [link]);
                head.scope = "row";
                const sign = document.querySelector('[data-standing="' + standing + '"]').nextElementSibling;
                const words = [sign, ...decision.childNodes].map((node) => node.cloneNode(true));
                const by = document.createElement("small");
                if (rule) by.append(...rule.cloneNode(true).childNodes);
                result.append(cell("td", [lot]), head, cell("td", [specification]), cell("td", [price.textContent], true),
                  cell("td", [rank.textContent], true), cell("td", [drop.textContent], true),
                  cell("td", [words.shift(), " ", ...words, " ", by]));
                return result;
              };
              const text = [lot, row.textContent, rule?.textContent].join(" ").toLowerCase();
              return { make, standing, text, key: (column) => keys[column] };
            };
            const items = all("details.lot").flatMap((lot) => {
              const name = lot.querySelector("h3").textContent;
              return all(".ladder tbody tr", lot).map((row) => item(name, row));
            });
            bids.parentElement.hidden = false;
            manage(bids, items, 200);
          }

          // Links into what is folded.
          const reveal = () => {
            const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
            if (!target) return;
            for (let part = target; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
            const isRow = target.tagName === "TR";
            target.scrollIntoView({ block: isRow ? "center" : "start" });
            if (isRow) target.tabIndex = -1;
            (isRow ? target : target.querySelector("summary"))?.focus({ preventScroll: true });
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
