// Exports with progress and a way to stop. Without script the same links download the same file.
const known = new WeakSet();

const lineEnds = (isCsv) => {
  let last = 0;
  return (bytes) => {
    let count = 0;
    for (const byte of bytes) {
      if (byte === 10 && (!isCsv || last === 13)) {
        count++;
      }
      last = byte;
    }
    return count;
  };
};

const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

const show = (state, stop) => {
  const bar = make('progress', { max: 1 });
  bar.setAttribute('aria-label', 'Export');
  const text = make('p', { textContent: 'Starting …' });
  text.setAttribute('role', 'status');
  const cancel = make('button', { type: 'button', className: 'btn btn-sm btn-outline-secondary', textContent: 'Cancel' });
  cancel.addEventListener('click', () => stop.abort());
  state.replaceChildren(bar, text, cancel);
  return { bar, text, end: (message) => { state.replaceChildren(text); text.textContent = message; } };
};

const save = (parts, type, name) => {
  const address = URL.createObjectURL(new Blob(parts, { type }));
  make('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
};

const run = async (link, state) => {
  const stop = new AbortController();
  const { bar, text, end } = show(state, stop);
  try {
    const response = await fetch(link.href, { signal: stop.signal, headers: { 'X-Requested-With': 'XMLHttpRequest' } });
    if (!response.ok || response.redirected) {
      const { detail } = await response.json().catch(() => ({}));
      end(detail ?? 'The export could not be started. Reload the page and try again.');
      return;
    }
    const total = Number(response.headers.get('X-Total'));
    const isCsv = link.href.endsWith('csv');
    const count = lineEnds(isCsv);
    const parts = [];
    let rows = isCsv ? -1 : 0;
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value);
      rows += count(part.value);
      bar.max = Math.max(total, rows, 1);
      bar.value = Math.max(rows, 0);
      text.textContent = `${Math.max(rows, 0).toLocaleString('en')}${total ? ` of ${total.toLocaleString('en')}` : ''} records`;
    }
    const [, name] = /filename="?([^";]+)/.exec(response.headers.get('Content-Disposition')) ?? [null, 'logs'];
    save(parts, response.headers.get('Content-Type'), name);
    end(rows === 1 ? '1 record saved.' : `${Math.max(rows, 0).toLocaleString('en')} records saved.`);
  } catch {
    end(stop.signal.aborted ? 'Cancelled. Nothing was saved.' : 'The export broke off: the server went away. Nothing was saved; try again.');
  }
};

export const attach = (menu) => {
  if (known.has(menu)) {
    return;
  }
  known.add(menu);
  menu.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-export]');
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      run(link, menu.querySelector('.export-state'));
    }
  });
};
