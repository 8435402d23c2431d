// Runs before the page is painted: the colours that the reader chose, and the class that says that scripts work.
(() => {
  const page = document.documentElement;
  const root = new URL("../../", document.currentScript.src).pathname;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  page.dataset.scheme = "auto";
  try {
    page.dataset.scheme = localStorage.getItem(`digest:${root}:scheme`) ?? "auto";
  } catch { /* storage is refused: the system decides */ }
  const show = () => {
    const { scheme } = page.dataset;
    const system = dark.matches ? "slate" : "default";
    page.setAttribute("data-md-color-scheme", ["default", "slate"].includes(scheme) ? scheme : system);
  };
  page.classList.replace("no-js", "js");
  dark.addEventListener("change", show);
  document.addEventListener("digest:scheme", show);
  show();
})();
