// Puts the rich text editor where, without JavaScript, a text is written as HTML.
for (const place of document.querySelectorAll("[data-rich]")) {
  const editor = place.querySelector("template");
  if (editor) place.replaceChildren(editor.content.cloneNode(true));
}
