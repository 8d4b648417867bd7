// Takes pasted HTML as Word or the browser gives it; the server makes blocks of it.
(() => {
  const words = document.querySelector(".entry-paste");
  const field = document.querySelector("textarea[name=pasted]");
  words.addEventListener("beforeinput", (event) => event.preventDefault());
  words.addEventListener("paste", (event) => {
    const data = event.clipboardData;
    const html = data.getData("text/html");
    const text = data.getData("text/plain");
    const plain = document.createElement("pre");
    plain.textContent = text;
    event.preventDefault();
    field.value += html || plain.outerHTML;
    words.append(text, document.createElement("hr"));
  });
})();
