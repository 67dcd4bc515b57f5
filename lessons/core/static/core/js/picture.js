// A picture that was left out to save data comes where it belongs; without a script the link opens it by itself.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-picture]");
  if (!link) return;
  event.preventDefault();
  const picture = new Image();
  picture.alt = ""; // its words stand above
  picture.tabIndex = -1;
  // On a bad network the link stays, to try again.
  picture.onload = () => {
    link.replaceWith(picture);
    picture.focus();
  };
  picture.src = link.href;
});
