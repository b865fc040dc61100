// Small comforts. Every page works without them: the server renders everything, in UTC.
(() => {
  'use strict';

  const year = 60 * 60 * 24 * 365;
  const setCookie = (name, value, maxAge = year) => {
    document.cookie = `${name}=${value}; path=/; max-age=${maxAge}; samesite=lax`;
  };

  // Tells the server that slow answers may be streamed in after the page.
  setCookie('stream', '1');

  // ---- Times: the reader's zone in the text, UTC with all digits in the title ----
  const pad = (number, digits = 2) => String(number).padStart(digits, '0');

  const zone = (date) => {
    const minutes = -date.getTimezoneOffset();
    const sign = minutes < 0 ? '−' : '+';
    const hours = Math.floor(Math.abs(minutes) / 60);
    const rest = Math.abs(minutes) % 60;
    return minutes === 0 ? 'UTC' : `UTC${sign}${hours}${rest ? ':' + pad(rest) : ''}`;
  };

  const local = (text, format) => {
    const date = new Date(text);
    if (Number.isNaN(date.getTime())) {
      return text;
    }
    const day = `${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
    const minute = `${pad(date.getHours())}:${pad(date.getMinutes())}`;
    if (format === 'minute') {
      return `${day} ${minute}`;
    }
    const time = `${minute}:${pad(date.getSeconds())}.${pad(date.getMilliseconds(), 3)}`;
    return format === 'row' ? `${day} ${time}` : `${date.getFullYear()}-${day} ${time}`;
  };

  const localInput = (text) => {
    const date = new Date(text);
    return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}T${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
  };

  const write = (element, text) => {
    // Writing the same again would be a change again, and this is called on changes.
    if (element.textContent !== text) {
      element.textContent = text;
    }
  };

  const localise = (root) => {
    const find = (selector) => (root.matches?.(selector) ? [root] : [...root.querySelectorAll(selector)]);
    find('time[datetime]').forEach((time) => write(time, local(time.dateTime, time.dataset.format)));
    find('[data-zone]').forEach((label) => write(label, zone(new Date())));
    find('input[data-utc]').forEach((input) => {
      if (input.dataset.shown !== input.dataset.utc) {
        input.dataset.shown = input.dataset.utc;
        input.value = localInput(input.dataset.utc);
      }
    });
  };

  // An observer sees parts of the page before they are painted, while it still arrives, and after every enhanced navigation.
  // A page comes node by node; of those each tree is looked through once, from its top.
  const isLocal = (element) => element?.matches?.('time[datetime], [data-zone], input[data-utc]');
  const isWithin = (element, tops) => {
    for (let above = element.parentElement; above; above = above.parentElement) {
      if (tops.has(above)) {
        return true;
      }
    }
    return false;
  };
  new MutationObserver((changes) => {
    const tops = new Set();
    const add = (node) => {
      const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
      (node === element || isLocal(element)) && tops.add(element);
    };
    changes.forEach((change) => (change.type === 'childList' ? change.addedNodes.forEach(add) : add(change.target)));
    tops.forEach((top) => isWithin(top, tops) || localise(top));
  }).observe(document, { childList: true, subtree: true, characterData: true, attributeFilter: ['datetime', 'data-utc'] });

  // ---- Forms: addresses without empty parts, times in UTC ----
  document.addEventListener('formdata', (event) => {
    const form = event.target;
    if (!form.matches('[data-clean]')) {
      return;
    }
    for (const [name, value] of [...event.formData.entries()]) {
      const input = form.elements.namedItem(name);
      if (value === '') {
        event.formData.delete(name);
      } else if (input?.dataset?.utc) {
        // Untouched, it keeps the digits that the input cannot show.
        const utc = value === localInput(input.dataset.utc) ? input.dataset.utc : new Date(value).toISOString().replace('.000Z', 'Z');
        event.formData.set(name, utc);
      }
    }
  }, true);

  // ---- Theme ----
  const isDark = () => document.documentElement.dataset.bsTheme === 'dark'
    || (!document.documentElement.dataset.bsTheme && matchMedia('(prefers-color-scheme: dark)').matches);

  document.addEventListener('submit', (event) => {
    if (event.target.matches('[data-theme-form]')) {
      event.preventDefault();
      const theme = isDark() ? 'light' : 'dark';
      document.documentElement.dataset.bsTheme = theme;
      setCookie('theme', theme);
    }
  }, true);

  // ---- Keys ----
  const isTyping = (element) => element?.matches?.('input:not([type=checkbox]), textarea, select, [contenteditable]');

  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target) && !document.querySelector('dialog[open]')) {
      const query = document.querySelector('[data-query]');
      if (query) {
        event.preventDefault();
        query.focus();
        query.select();
      }
    }
    if (event.key === 'Escape') {
      const menu = document.querySelector('details[data-menu][open]');
      if (menu) {
        menu.open = false;
        menu.querySelector('summary').focus();
      }
    }
    if ((event.key === 'ArrowLeft' || event.key === 'ArrowRight') && event.target.closest?.('[data-bars]')) {
      const bars = [...event.target.closest('[data-bars]').querySelectorAll('a')];
      const next = bars[bars.indexOf(event.target) + (event.key === 'ArrowRight' ? 1 : -1)];
      if (next) {
        event.preventDefault();
        rove(bars, next);
        next.focus();
      }
    }
  });

  // Sixty bars are one stop of the Tab key; the arrow keys walk along them.
  const rove = (bars, current) => bars.forEach((bar) => bar.setAttribute('tabindex', bar === current ? '0' : '-1'));
  const roveAll = () => document.querySelectorAll('[data-bars]').forEach((chart) => {
    const bars = [...chart.querySelectorAll('a')];
    rove(bars, bars.find((bar) => bar === document.activeElement) ?? bars[0]);
  });

  // ---- Clicks: menus, copying, rows that are being read ----
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Over plain HTTP, except on localhost, browsers have no clipboard for pages; the old way still works there.
      const area = document.createElement('textarea');
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand('copy');
      area.remove();
      return done;
    }
  };

  document.addEventListener('click', async (event) => {
    document.querySelectorAll('details[data-menu][open]').forEach((menu) => {
      if (!event.composedPath().includes(menu)) { // The path: what was clicked may have taken itself away since.
        menu.open = false;
      }
    });
    const button = event.target.closest?.('[data-copy]');
    if (button) {
      const label = button.querySelector('span');
      const before = label.dataset.before ??= label.textContent;
      label.textContent = (await copy(document.getElementById(button.dataset.copy).textContent)) ? 'Copied' : 'Could not copy';
      setTimeout(() => { label.textContent = before; }, 2000);
    }
  });

  // A value filters in; with Alt, out.
  document.addEventListener('click', (event) => {
    const link = event.altKey && event.target.closest?.('a[data-exclude]');
    if (link) {
      event.preventDefault();
      event.stopPropagation();
      window.Blazor?.navigateTo ? window.Blazor.navigateTo(link.dataset.exclude) : location.assign(link.dataset.exclude);
    }
  }, true);

  // Marking text in a row must not open the row.
  document.addEventListener('click', (event) => {
    const row = event.target.closest?.('a[draggable="false"]');
    if (row && !getSelection().isCollapsed && row.contains(getSelection().anchorNode)) {
      event.preventDefault();
    }
  }, true);

  // ---- Parts of a page with a module of their own: <… data-module="address">. The module's attach(element) is called
  // again after every change of the page, and does nothing when nothing is new. Pages without such a part load none.
  const attachAll = () => document.querySelectorAll('[data-module]').forEach(async (element) => {
    const part = await import(new URL(element.dataset.module, document.baseURI));
    element.isConnected && part.attach(element);
  });

  // ---- Progress of enhanced navigation, and what must be done after it ----
  let timer;
  const settle = () => {
    clearTimeout(timer);
    document.querySelector('[data-progress]').hidden = true;
    roveAll();
    attachAll();
  };

  // What had the focus may be gone with the page before, or have been drawn anew: by its id it is found again. Else the keyboard goes on at the heading of
  // the new page, and that is read out.
  let lastFocused = '';
  const keepFocus = () => requestAnimationFrame(() => requestAnimationFrame(() => {
    const place = document.getElementById(lastFocused) ?? document.querySelector('main h1');
    if (place && (!document.activeElement || document.activeElement === document.body)) {
      place.matches('h1') && (place.tabIndex = -1);
      place.focus({ preventScroll: true });
    }
  }));

  document.addEventListener('DOMContentLoaded', () => {
    roveAll();
    attachAll();
    window.Blazor?.addEventListener('enhancednavigationstart', () => {
      clearTimeout(timer);
      lastFocused = document.activeElement?.id ?? '';
      timer = setTimeout(() => { document.querySelector('[data-progress]').hidden = false; }, 300);
    });
    window.Blazor?.addEventListener('enhancednavigationend', () => {
      settle();
      keepFocus();
    });
    window.Blazor?.addEventListener('enhancedload', settle);
  });
})();
