// Elements, and numbers as people read them.

/** An element with attributes and children; `on...` are listeners, `class` and `style` as in HTML. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) {
      element.addEventListener(key.slice(2), value);
    } else {
      element.setAttribute(key, value === true ? '' : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const focusable = (element) => [...element.querySelectorAll('a[href], button:enabled, input:enabled, select, summary, [tabindex]')];
const knownBy = (element) => element.id || element.getAttribute('aria-keyshortcuts') || element.getAttribute('aria-label') || element.textContent;

/**
 * Gives an element these children and no others; what is not there (null) is left out. The keyboard stays where it is:
 * at the same child, at that of the same name, or else at the one in its place.
 */
function fill(element, ...children) {
  const held = document.activeElement;
  const at = element === held ? -1 : focusable(element).indexOf(held);
  if (at >= 0) held.blur();  // a choice that is only passed over is made before it goes
  element.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  if (at < 0) return;
  const now = focusable(element);
  const same = (child) => child && child.tagName === held.tagName && knownBy(child) === knownBy(held);
  const next = now.includes(held) ? held : same(now[at]) ? now[at] : now.find(same) ?? now[Math.min(at, now.length - 1)];
  next?.focus({preventScroll: true});
}

const byId = (id) => document.getElementById(id);

function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const minutes = String(Math.floor((whole % 3600) / 60));
  const rest = String(whole % 60).padStart(2, '0');
  return whole >= 3600 ? `${Math.floor(whole / 3600)}:${minutes.padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

function duration(seconds) {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A number with a true minus sign; a dash when it was not measured. */
function number(value, decimals, unit = '') {
  if (value === null || value === undefined || value <= -999) return '–';
  return value.toFixed(decimals).replace('-', '−') + (unit ? ' ' + unit : '');
}

const plural = (count, one, many = one + 's') => `${count} ${count === 1 ? one : many}`;
const calm = matchMedia('(prefers-reduced-motion: reduce)');

const kIcons = {
  play: 'M7 4.5v15l13-7.5z',
  pause: 'M6 4.5h4.2v15H6zM13.8 4.5H18v15h-4.2z',
  previous: 'M6 5h2.4v14H6zM20 5v14L9.5 12z',
  next: 'M15.6 5H18v14h-2.4zM4 5l10.5 7L4 19z',
};

function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', kIcons[name]);
  svg.append(path);
  return svg;
}

const playButton = (label, play) =>
  make('button', {class: 'play', type: 'button', 'aria-label': label, title: label, onclick: play}, icon('play'));
