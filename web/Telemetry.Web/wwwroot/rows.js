// The list of records beyond its first page, and records opened in place. Up to 100,000 rows: the list is cut into stretches of known
// counts (/logs/index), each as high as its rows; those near the screen are filled with rows (/logs/rows), the others are empty.
const lists = new WeakMap();
const near = '1200px';
const rowsAtOnce = 1000;

const get = async (address, signal) => {
  const response = await fetch(address, { headers: { 'X-Requested-With': 'XMLHttpRequest' }, signal });
  if (!response.ok || response.redirected) {
    throw new Error(response.status === 401 || response.redirected ? 'Your sign-in is no longer valid. Reload the page to sign in.' : `The records could not be read (${response.status}).`);
  }
  return response;
};

const withParts = (query, parts) => {
  const all = new URLSearchParams(query);
  Object.entries(parts).forEach(([name, value]) => value && all.set(name, value));
  return all.toString();
};

class Segment {
  constructor(list, { from, to, count }) {
    this.list = list;
    this.range = { after: from, before: to };
    this.count = count;
    this.element = document.createElement('ol');
    this.element.className = 'segment';
    this.element.style.height = `${count * list.rowHeight}px`;
    this.isFilled = false;
  }

  async fill() {
    if (this.isFilled || this.loading) {
      return;
    }
    this.loading = new AbortController();
    this.element.setAttribute('aria-busy', 'true');
    try {
      await this.load(this.loading.signal);
    } catch (error) {
      error.name !== 'AbortError' && this.fail(error.message);
    }
    this.loading = null;
    this.element.removeAttribute('aria-busy');
  }

  async load(signal) {
    let html = '';
    let cursor = null;
    do {
      const response = await get(`/logs/rows?${withParts(this.list.query, { ...this.range, cursor, limit: String(rowsAtOnce) })}`, signal);
      html += await response.text();
      cursor = response.headers.get('X-Next');
    } while (cursor);
    this.element.innerHTML = html;
    this.element.style.height = '';
    this.isFilled = true;
    this.list.sync();
  }

  fail(message) {
    const note = Object.assign(document.createElement('li'), { className: 'segment-note', textContent: `${message} ` });
    const again = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-sm btn-outline-secondary', textContent: 'Try again' });
    again.addEventListener('click', () => { note.remove(); this.fill(); });
    note.append(again);
    this.element.replaceChildren(note);
  }

  // What is being read or has the focus stays.
  empty() {
    this.loading?.abort();
    if (!this.isFilled || this.element.contains(document.activeElement) || this.element.querySelector('.is-open')) {
      return;
    }
    this.element.style.height = `${this.element.getBoundingClientRect().height}px`;
    this.element.replaceChildren();
    this.isFilled = false;
  }
}

class List {
  constructor(element) {
    this.element = element;
    this.segments = new Map();
    this.observer = new IntersectionObserver((entries) => entries.forEach((entry) => this.onMove(entry)), { rootMargin: near });
    element.addEventListener('click', (event) => this.onClick(event));
  }

  get more() { return this.element.querySelector('.log-more'); }
  get pager() { return this.element.querySelector('.pager'); }
  get first() { return this.element.querySelector('[data-first]'); }

  // Called after every change of the page.
  attach() {
    const { rows, more } = this.element.dataset;
    const state = `${rows} ${more ?? ''}`;
    if (state !== this.state) {
      this.state = state;
      this.reset();
    }
    this.segments.size > 0 && this.trim();
    this.sync();
    this.center();
  }

  // Among what came before and after, the record itself is what one looks for first.
  center() {
    if ('center' in this.element.dataset && !this.isCentered) {
      this.isCentered = true;
      this.element.querySelector('.is-open .log-row')?.scrollIntoView({ block: 'center' });
    }
  }

  reset() {
    this.asked?.abort();
    this.observer.disconnect();
    this.segments.clear();
    this.more.replaceChildren();
    this.query = this.element.dataset.rows.replace(/^\?/, '');
    this.isIndexed = false;
    if (this.element.dataset.more) {
      this.observer.observe(this.pager);
    }
  }

  onMove({ target, isIntersecting }) {
    if (target === this.pager) {
      isIntersecting && this.index();
      return;
    }
    const segment = this.segments.get(target);
    isIntersecting ? segment?.fill() : segment?.empty();
  }

  async index() {
    if (this.isIndexed) {
      return;
    }
    this.isIndexed = true;
    this.asked = new AbortController();
    try {
      const response = await get(`/logs/index?${withParts(this.query, { until: this.element.dataset.more })}`, this.asked.signal);
      this.show(await response.json());
    } catch {
      this.isIndexed = false; // The pager still leads on, page by page.
    }
  }

  show({ segments, isWhole }) {
    this.rowHeight = this.first.querySelector('.log-item:not(.is-open)')?.getBoundingClientRect().height ?? 25;
    for (const one of segments) {
      const segment = new Segment(this, one);
      this.segments.set(segment.element, segment);
    }
    const rows = segments.reduce((sum, one) => sum + one.count, 0);
    const end = isWhole ? 'No older records in this time range.' : `These are the newest ${rows.toLocaleString('en')} records. Choose a shorter time range, or add to the query, to see others.`;
    this.more.replaceChildren(...this.segments.keys(), Object.assign(document.createElement('p'), { className: 'segment-note', textContent: end }));
    this.trim();
    this.segments.forEach((_, element) => this.observer.observe(element));
  }

  // The page may end among records of the same nanosecond; the stretches start with all of those.
  trim() {
    const last = this.element.dataset.more;
    [...this.first.children].reverse().every((item) => item.dataset.key.startsWith(`${last}_`) && (item.remove(), true));
    this.pager && (this.pager.hidden = true);
  }

  // ---- Opening in place ----
  onClick(event) {
    const row = event.target.closest('a.log-row');
    if (!row || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    const item = row.closest('.log-item');
    const address = new URL(row.href);
    item.classList.contains('is-open') ? address.searchParams.delete('open') : address.searchParams.set('open', item.dataset.key);
    history.pushState(null, '', address.pathname + address.search);
    this.sync();
  }

  /** Opens the record the address names, and closes every other. */
  sync() {
    const key = new URL(location.href).searchParams.get('open');
    this.element.querySelectorAll('.log-item.is-open').forEach((item) => item.dataset.key !== key && this.close(item));
    if (key) {
      const item = this.element.querySelector(`.log-item[data-key="${CSS.escape(key)}"]`);
      item && !item.querySelector('.log-detail') && !item.dataset.opening && this.open(item, key);
    }
  }

  async open(item, key) {
    item.dataset.opening = 'yes';
    item.classList.add('is-open');
    item.querySelector('.log-row').setAttribute('aria-expanded', 'true');
    try {
      const response = await get(`/logs/detail?${withParts(this.query, { key })}`);
      const html = await response.text();
      item.classList.contains('is-open') && !item.querySelector('.log-detail') && item.insertAdjacentHTML('beforeend', html);
    } catch (error) {
      // A refusal the page itself explains. When nobody answers, a reload would throw away what is being read.
      error instanceof TypeError ? this.say(item, 'The server cannot be reached. Close and open the record to try again; the rest of this page stays.') : location.reload();
    }
    delete item.dataset.opening;
  }

  say(item, text) {
    const note = Object.assign(document.createElement('p'), { className: 'log-detail', textContent: text });
    note.setAttribute('role', 'alert');
    item.append(note);
  }

  close(item) {
    item.classList.remove('is-open');
    item.querySelector('.log-detail')?.remove();
    item.querySelector('.log-row').setAttribute('aria-expanded', 'false');
  }
}

addEventListener('popstate', () => document.querySelectorAll('.log-list').forEach((element) => lists.get(element)?.sync()));

export const attach = (element) => {
  if (!lists.has(element)) {
    lists.set(element, new List(element));
  }
  lists.get(element).attach();
};
