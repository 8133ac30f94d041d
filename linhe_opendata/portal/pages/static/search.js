"use strict";
(() => {
  const index = window.linheIndex;
  const [from, to] = index.fold.map((text) => Array.from(text));
  const table = new Map(from.map((character, at) => [character, to[at]]));
  const fold = (text) =>
    Array.from(text.normalize("NFKC").toLowerCase(), (one) => table.get(one) || one).join("");
  const folded = index.folded.map((text, at) => (text === 0 ? index.texts[at] : text));
  const input = document.getElementById("query");
  const list = document.getElementById("found");
  const none = document.getElementById("none");
  const everything = document.getElementById("everything");
  const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
  const own = language === "zh" ? 1 : 0;
  const ending = language === "zh" ? ".zh.html" : ".html";

  function search() {
    const wanted = fold(input.value).split(/\s+/).filter(Boolean);
    list.replaceChildren();
    everything.hidden = wanted.length > 0;
    none.hidden = true;
    if (wanted.length === 0) return;
    const hits = wanted.map((word) => {
      const having = new Set();
      folded.forEach((text, at) => text.includes(word) && having.add(at));
      return having;
    });
    let count = 0;
    for (const [address, ...texts] of index.entries) {
      if (!hits.every((having) => texts.some((text) => having.has(text)))) continue;
      count += 1;
      const [title, area, value] = [0, 2, 4].map((at) => index.texts[texts[at + own]]);
      const [day, stated] = texts.slice(6).map((text) => index.texts[text]);
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = address + ending;
      link.textContent = title;
      const about = document.createElement("span");
      const words = document.createElement("span");
      words.className = "stated";
      words.lang = "zh";
      words.textContent = stated;
      about.append([area, day, value, ""].join(" · "), words);
      item.append(link, " ", about);
      list.append(item);
    }
    none.hidden = count > 0;
  }

  document.getElementById("search").hidden = false;
  input.addEventListener("input", search);
  search();
})();
