// Completes fields and values in the query box. Typing never waits: suggestions come when they come, and only the newest are shown.
import { visible } from './visible.js';

const pause = 120;
const names = new Map();
const values = new Map();

const words = [
  { text: 'OR', note: 'either side' },
  { text: 'has:', note: 'records that have a field' },
];

const fetchJson = async (address) => {
  try {
    const response = await fetch(address, { headers: { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest' } });
    return response.ok && !response.redirected ? (await response.json()).items : [];
  } catch {
    return []; // The server is away: no suggestions, and the query can still be typed.
  }
};

const remember = (cache, key, ask) => {
  if (!cache.has(key)) {
    const answer = ask();
    cache.set(key, answer);
    // An empty list may only mean that the server was busy.
    answer.then((items) => items.length === 0 && cache.delete(key));
  }
  return cache.get(key);
};

const address = (form, kind, parts) => {
  const query = new URLSearchParams(parts);
  form.dataset.project && query.set('project', form.dataset.project);
  return `${form.dataset.complete}/${kind}?${query}`;
};

/** The piece of the query the caret stands in: where it starts, the field before the colon, and what has been typed of it. */
export const pieceAt = (text, caret) => {
  let start = 0;
  let isQuoted = false;
  for (let index = 0; index < caret; index++) {
    if (text[index] === '"') {
      isQuoted = !isQuoted;
    } else if (!isQuoted && /[\s()]/.test(text[index])) {
      start = index + 1;
    }
  }
  if (text[start] === '-') {
    start++;
  }
  const piece = text.slice(start, caret);
  const match = /^(attributes\."(?:[^"\\]|\\.)*"|resource\."(?:[^"\\]|\\.)*"|[^\s":]+):(.*)$/s.exec(piece);
  if (!match) {
    return { start, field: null, typed: piece };
  }
  const typed = /^(?:>=|<=|>|<)?"?/.exec(match[2])[0];
  return { start: start + match[1].length + 1, field: match[1], typed: match[2].slice(typed.length), operator: typed.replace('"', '') };
};

const plain = /^[A-Za-z0-9_.\-/]+$/;
const quoted = (value) => (plain.test(value) ? value : `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`);
const named = (name) => {
  const [, scope, key] = /^(attributes\.|resource\.)?(.*)$/s.exec(name);
  return scope && !plain.test(key) ? scope + quoted(key) : name;
};

const startsFirst = (typed) => {
  const low = typed.toLowerCase();
  return (a, b) => Number(b.text.toLowerCase().startsWith(low)) - Number(a.text.toLowerCase().startsWith(low));
};

const suggestNames = async (form, typed) => {
  const low = typed.toLowerCase();
  const items = await remember(names, address(form, 'fields', { prefix: '' }), () => fetchJson(address(form, 'fields', { prefix: '' })));
  const asked = low.length > 0 && !items.some((item) => item.name.toLowerCase().includes(low))
    ? await remember(names, address(form, 'fields', { prefix: low }), () => fetchJson(address(form, 'fields', { prefix: low })))
    : items;
  const all = asked.map((item) => ({ text: `${named(item.name)}:`, note: item.source }));
  return [...all, ...(low ? words : [])].filter((item) => item.text.toLowerCase().includes(low)).sort(startsFirst(low));
};

const suggestValues = async (form, field, typed) => {
  if (field === 'has') {
    return (await suggestNames(form, typed)).filter((item) => item.text.endsWith(':') && item.text !== 'has:').map((item) => ({ ...item, text: item.text.slice(0, -1), isDone: true }));
  }
  const name = field.replace(/"/g, '');
  const items = await remember(values, address(form, 'values', { field: name, prefix: typed }), () => fetchJson(address(form, 'values', { field: name, prefix: typed })));
  return items.map((item) => ({ text: quoted(item.key), note: item.count > 0 ? `about ${item.count.toLocaleString('en')}` : '', isDone: true }));
};

class Box {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector('[data-query]');
    this.list = form.querySelector('[role=listbox]');
    this.options = [];
    this.chosen = -1;
    this.turn = 0;
    this.input.addEventListener('input', () => this.later());
    this.input.addEventListener('blur', () => this.close());
    this.input.addEventListener('keydown', (event) => this.onKey(event));
    // Before blur, which would close the list under the pointer.
    this.list.addEventListener('mousedown', (event) => {
      event.preventDefault();
      const option = event.target.closest('[role=option]');
      option && this.take(Number(option.dataset.index));
    });
    // Somebody who types at once was faster than this script.
    if (document.activeElement === this.input && this.input.value !== this.input.defaultValue) {
      this.later();
    }
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.suggest(), pause);
  }

  async suggest() {
    const turn = ++this.turn;
    const piece = pieceAt(this.input.value, this.input.selectionStart ?? this.input.value.length);
    const options = piece.field ? await suggestValues(this.form, piece.field, piece.typed) : await suggestNames(this.form, piece.typed);
    if (turn === this.turn && document.activeElement === this.input) {
      this.piece = piece;
      this.show(options.slice(0, 12));
    }
  }

  show(options) {
    this.options = options;
    this.chosen = -1;
    this.list.replaceChildren(...options.map((option, index) => {
      const item = document.createElement('li');
      item.id = `query-option-${index}`;
      item.setAttribute('role', 'option');
      item.setAttribute('aria-selected', 'false');
      item.dataset.index = index;
      const name = Object.assign(document.createElement('bdi'), { className: 'option-name', textContent: visible(option.text) });
      const note = Object.assign(document.createElement('span'), { className: 'option-note', textContent: option.note });
      item.append(name, note);
      return item;
    }));
    this.list.hidden = options.length === 0;
    this.input.setAttribute('aria-expanded', String(!this.list.hidden));
    this.input.removeAttribute('aria-activedescendant');
  }

  close() {
    clearTimeout(this.timer);
    this.turn++;
    this.show([]);
  }

  choose(index) {
    this.chosen = (index + this.options.length) % this.options.length;
    [...this.list.children].forEach((item, place) => item.setAttribute('aria-selected', String(place === this.chosen)));
    this.list.children[this.chosen].scrollIntoView({ block: 'nearest' });
    this.input.setAttribute('aria-activedescendant', `query-option-${this.chosen}`);
  }

  take(index) {
    const { text, isDone } = this.options[index];
    const caret = this.input.selectionStart;
    const { start, operator = '' } = this.piece;
    const end = isDone && this.input.value[caret] !== ' ' ? ' ' : '';
    const before = this.input.value.slice(0, start) + operator + text + end;
    this.input.value = before + this.input.value.slice(caret);
    this.input.setSelectionRange(before.length, before.length);
    this.close();
    isDone || this.later();
  }

  onKey(event) {
    if (this.list.hidden || event.isComposing) {
      event.key === 'ArrowDown' && this.later();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.choose(this.chosen < 0 && step < 0 ? this.options.length - 1 : this.chosen + step);
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      this.close();
    } else if (event.key === 'Tab' && !event.shiftKey && this.chosen >= 0) {
      event.preventDefault();
      this.take(this.chosen);
    } else if (event.key === 'Enter') {
      if (this.chosen >= 0) {
        event.preventDefault();
        this.take(this.chosen);
      } else {
        this.close();
      }
    }
  }
}

const boxes = new WeakMap();

export const attach = (form) => {
  const box = boxes.get(form);
  if (!box || box.input !== form.querySelector('[data-query]') || box.list !== form.querySelector('[role=listbox]')) {
    boxes.set(form, new Box(form));
  }
};
