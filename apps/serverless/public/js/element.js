/** The element with that id. */
export function byId(id) {
  return document.getElementById(id);
}

/** A new element; strings become text, never markup. */
export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}
