// The words that scripts show stand in the page, in one element, so that they are translated with it.
const phrases = document.getElementById("phrases").dataset;

export const language = phrases.locale;

export function say(name, values = {}) {
  return phrases[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

// An element with text, never with markup.
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
