"use strict";
// Sorting, filtering and finding; without it the page says the same.
(() => {
  const LONG = 12, SHOWN = 100, FOUND = 40;
  const words = document.body.dataset;
  const plain = text => text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/\p{M}/gu, "");
  const order = new Intl.Collator([document.documentElement.lang, "vi"], { numeric: true });
  const fill = (text, parts) => text.replace(/\{(\w+)\}/g, (whole, name) => parts[name] ?? whole);
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

  const key = cell => cell.dataset.key ?? cell.textContent;
  // numbers and dates as the page writes them: 2,481.5 and 2027-07, or 2.481,5 and 07/2027
  const number = text => Number.parseFloat(document.documentElement.lang === "vi"
    ? text.replace(/\./g, "").replace(",", ".")
    : text.replace(/,/g, ""));
  const date = text => text.split("/").reverse().join("-");

  function sortable(table, show) {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = make("button", { type: "button", textContent: head.textContent });
      head.replaceChildren(button);
      head.setAttribute("aria-sort", "none");
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach(other => other.setAttribute("aria-sort", "none"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const sign = down ? -1 : 1;
        const numeric = head.classList.contains("n");
        const value = row => {
          const text = key(row.cells[column]);
          return numeric ? number(text) : head.classList.contains("d") ? date(text) : text;
        };
        // blank cells come last either way
        const blank = one => numeric ? Number.isNaN(one) : one === "";
        const keyed = [...body.rows].map(row => [value(row), row]);
        keyed.sort(([one], [other]) => blank(one) || blank(other)
          ? blank(one) - blank(other)
          : sign * (numeric ? one - other : order.compare(one, other)));
        body.append(...keyed.map(([, row]) => row));
        show();
      });
    });
  }

  function filterable(table) {
    const region = table.closest(".scroll");
    const body = table.tBodies[0];
    const texts = new WeakMap();
    const text = row => {
      if (!texts.has(row)) texts.set(row, plain(row.textContent));
      return texts.get(row);
    };
    const all = body.rows.length;
    const input = make("input", { type: "search", id: `${table.id}-filter`, autocomplete: "off" });
    const label = make("label", { htmlFor: input.id, textContent: words.filter });
    input.setAttribute("aria-label", `${words.filter}: ${table.caption.textContent}`);
    const count = make("p", { className: "count" });
    count.setAttribute("aria-live", "polite");
    const more = make("button", { type: "button", className: "all", textContent: fill(words.more, { n: all }) });
    let most = SHOWN;
    const show = () => {
      const asked = plain(input.value).split(/\s+/).filter(Boolean);
      let fitting = 0;
      for (const row of body.rows) {
        const fits = asked.every(word => text(row).includes(word));
        fitting += fits;
        row.hidden = !fits || fitting > most;
      }
      count.textContent = fill(words.rows, { shown: Math.min(fitting, most), all });
      more.hidden = fitting <= most;
    };
    more.addEventListener("click", () => { most = Infinity; show(); input.focus(); });
    input.addEventListener("input", show);
    if (all > LONG) {
      const box = make("div", { className: "filter" });
      box.append(count, label, input);
      region.before(box);
      region.after(more);
      show();
    }
    return { show: all > LONG ? show : () => {}, open: () => { most = Infinity; input.value = ""; show(); } };
  }

  const opened = new Map();
  for (const table of document.querySelectorAll("table")) {
    const filter = filterable(table);
    opened.set(table, filter.open);
    sortable(table, filter.show);
  }

  // a link may lead into a table that shows only its first rows, or into closed pages of a chart
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.hidden) opened.get(target.closest("table"))?.();
    target.closest("details:not([open])")?.setAttribute("open", "");
    target.scrollIntoView();
  }
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();

  const pages = [...document.querySelectorAll("article")].map(article => {
    const name = article.querySelector("h4").textContent;
    return { name, href: `#${article.id}`, text: plain(name) };
  });
  const find = document.getElementById("find");
  const found = document.getElementById("found");
  const told = document.getElementById("found-count");
  find.closest(".search").hidden = false;
  find.addEventListener("input", () => {
    const asked = plain(find.value).split(/\s+/).filter(Boolean);
    const fitting = asked.length ? pages.filter(page => asked.every(word => page.text.includes(word))) : [];
    found.replaceChildren(...fitting.slice(0, FOUND).map(page => {
      const item = make("li", {});
      item.append(make("a", { href: page.href, textContent: page.name }));
      return item;
    }));
    told.textContent = !asked.length ? "" : !fitting.length ? told.dataset.none
      : fill(fitting.length > FOUND ? told.dataset.more : told.dataset.some, { n: fitting.length, shown: FOUND });
  });

  const contents = document.querySelector(".contents details");
  if (matchMedia("(max-width: 40rem)").matches) contents.open = false;
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach(one => { one.open = true; }));
})();
