// Keys, the command palette and the overlay that lists the keys.
import { visible } from './visible.js';

const recentName = 'recent-searches';
const mostRecent = 20;
const rows = '.log-row, .trace-row, [data-row]';
const letters = { l: '/logs', t: '/traces', s: '/services', i: '/issues', r: '/releases', n: '/ingest', h: '/home', d: '/design' };
const go = (address) => (window.Blazor?.navigateTo ? window.Blazor.navigateTo(address) : location.assign(address));
const link = (path) => [...document.querySelectorAll('nav[aria-label=Main] a')].find((one) => one.pathname === path);

const isTyping = (element) => element?.matches?.('input:not([type=checkbox]), textarea, select, [contenteditable]');

// ---- Recent searches: kept in this browser alone ----
const recent = () => {
  try {
    return JSON.parse(localStorage.getItem(recentName) ?? '[]').filter((one) => typeof one === 'string' && one.startsWith('/') && !one.startsWith('//'));
  } catch {
    return [];
  }
};

const remember = () => {
  const query = new URL(location.href).searchParams.get('query');
  if (query && document.querySelector('[data-query]')) {
    const address = `${location.pathname}?${new URLSearchParams({ query })}`;
    localStorage.setItem(recentName, JSON.stringify([address, ...recent().filter((one) => one !== address)].slice(0, mostRecent)));
  }
};

// ---- The palette ----
let project;
let views = [];

// Asked for each time: a view may have been saved in another window. Without an answer the palette has everything else.
const readViews = async () => {
  const response = await fetch(withProject('/views'), { headers: { 'X-Requested-With': 'XMLHttpRequest' } }).catch(() => null);
  views = response?.ok && !response.redirected ? (await response.json()).map(({ name, address }) => ({ text: name, note: 'Saved view', address })) : [];
};

const withProject = (address) => (project ? `${address}${address.includes('?') ? '&' : '?'}${new URLSearchParams({ project })}` : address);

const choices = (typed) => {
  const text = typed.trim();
  const low = text.toLowerCase();
  const pages = [...document.querySelectorAll('nav[aria-label=Main] a')].map((one) => ({ text: one.textContent.trim(), note: 'Page', address: one.getAttribute('href') }));
  const searches = recent().map((address) => ({ text: new URLSearchParams(address.split('?')[1]).get('query'), note: `Recent, ${address.split('?')[0].slice(1)}`, address: withProject(address) }));
  const all = [...pages, { text: 'Dark or light', note: 'Theme', run: toggleTheme }, { text: 'Keys', note: 'Help', run: () => open('shortcuts') }, ...views, ...searches];
  const found = all.filter((one) => one.text.toLowerCase().includes(low));
  if (/^[0-9a-f]{32}$/i.test(text)) {
    found.unshift({ text: `Trace ${low}`, note: 'Go to', address: withProject(`/traces/${low}`) });
  } else if (text) {
    found.push({ text: `Search the logs for ${text}`, note: 'Search', address: withProject(`/logs?${new URLSearchParams({ query: text })}`) });
  }
  return found.slice(0, 16);
};

const palette = {
  get dialog() { return document.getElementById('palette'); },
  get input() { return this.dialog.querySelector('input'); },
  get list() { return this.dialog.querySelector('[role=listbox]'); },
  chosen: 0,
  items: [],

  open() {
    this.input.value = '';
    this.dialog.open || this.dialog.showModal();
    this.input.focus();
    this.show();
    readViews().then(() => this.dialog.open && this.show(this.chosen));
  },

  show(chosen = 0) {
    this.items = choices(this.input.value);
    this.chosen = Math.min(chosen, Math.max(this.items.length - 1, 0));
    this.list.replaceChildren(...this.items.map((item, index) => {
      const option = Object.assign(document.createElement('li'), { id: `palette-option-${index}` });
      option.setAttribute('role', 'option');
      option.append(Object.assign(document.createElement('bdi'), { textContent: visible(item.text) }), Object.assign(document.createElement('span'), { className: 'option-note', textContent: item.note }));
      option.addEventListener('click', () => this.take(index));
      return option;
    }));
    this.mark();
  },

  mark() {
    [...this.list.children].forEach((option, index) => option.setAttribute('aria-selected', String(index === this.chosen)));
    this.list.children[this.chosen]?.scrollIntoView({ block: 'nearest' });
    this.items.length > 0 ? this.input.setAttribute('aria-activedescendant', `palette-option-${this.chosen}`) : this.input.removeAttribute('aria-activedescendant');
  },

  take(index) {
    const item = this.items[index];
    this.dialog.close();
    item?.run ? item.run() : item && go(item.address);
  },

  onKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.items.length > 0) {
      event.preventDefault();
      this.chosen = (this.chosen + step + this.items.length) % this.items.length;
      this.mark();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      this.take(this.chosen);
    }
  },
};

const open = (id) => {
  const dialog = document.getElementById(id);
  dialog.open || dialog.showModal();
};

const toggleTheme = () => document.querySelector('[data-theme-form]')?.requestSubmit();

// ---- Single keys ----
// Whoever ticks the box of a row with the mouse stands on that row too.
const standing = () => document.activeElement?.closest?.(rows) ?? document.activeElement?.closest?.('tr')?.querySelector(rows) ?? null;

const walk = (step) => {
  const all = [...document.querySelectorAll(rows)].filter((row) => row.offsetParent);
  const from = standing();
  const next = all[all.indexOf(from) + step] ?? (from ? null : all[0]);
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
};

let isGoing = false;

const press = (event) => {
  if (isGoing) {
    isGoing = false;
    const target = link(letters[event.key]);
    target && go(target.getAttribute('href'));
    return Boolean(target);
  }
  const does = {
    j: () => walk(1),
    k: () => walk(-1),
    t: toggleTheme,
    '?': () => open('shortcuts'),
    g: () => {
      isGoing = true;
      setTimeout(() => { isGoing = false; }, 1500);
    },
  }[event.key];
  does?.();
  return Boolean(does);
};

document.addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    palette.open();
  } else if (!event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented && !isTyping(event.target) && !document.querySelector('dialog[open]')) {
    press(event) && event.preventDefault();
  }
});

document.addEventListener('click', (event) => {
  const dialog = event.target.closest?.('dialog');
  if (event.target.closest?.('[data-palette]')) {
    palette.open();
  } else if (dialog && event.target === dialog) {
    dialog.close(); // The backdrop
  }
});

let wired;

export const attach = (element) => {
  project = element.dataset.project;
  remember();
  if (wired !== palette.input) {
    wired = palette.input;
    wired.addEventListener('input', () => palette.show());
    wired.addEventListener('keydown', (event) => palette.onKey(event));
  }
};
