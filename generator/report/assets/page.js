
"use strict";
// Filters only: without this script, the page says the same.
(() => {
  const form = document.getElementById("filtre");
  const words = document.getElementById("mots");
  const state = document.getElementById("etat");
  const count = document.getElementById("compte");
  const rows = [...document.querySelectorAll("tr[data-offer]")];
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
  const offers = rows.map((row) => {
    const article = document.getElementById(`offre-${row.dataset.offer}`);
    const object = article.querySelector(".object");
    return { row, article, text: folded(`${row.textContent} ${object ? object.textContent : ""}`) };
  });
  const filter = () => {
    const asked = folded(words.value).split(" ").filter(Boolean);
    let shown = 0;
    for (const { row, article, text } of offers) {
      const kept = (!state.value || row.dataset.state === state.value) && asked.every((word) => text.includes(word));
      row.hidden = article.hidden = !kept;
      shown += kept;
    }
    count.textContent = shown === offers.length ? "" : `${shown} offre${shown > 1 ? "s" : ""} sur ${offers.length}`;
  };
  const fold = (open) => {
    for (const { article } of offers) {
      if (!article.hidden) for (const part of article.querySelectorAll("details")) part.open = open;
    }
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  words.addEventListener("input", filter);
  state.addEventListener("change", filter);
  document.getElementById("ouvrir").addEventListener("click", () => fold(true));
  document.getElementById("fermer").addEventListener("click", () => fold(false));
  form.hidden = offers.length < 2;
  filter();
})();
