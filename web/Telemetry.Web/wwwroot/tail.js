// Follows records as they come in. By fetch and not EventSource, which neither tells why it failed nor comes back after an answer of 503.
const longestWait = 15000;
const mostRows = 1000;
const mostWaiting = 1000;
const rateSeconds = 5;

const parse = (block) => {
  const event = { name: 'message', data: '', id: null };
  for (const line of block.split('\n')) {
    const [, field, value] = /^([^:]*):? ?(.*)$/.exec(line);
    if (field === 'event') {
      event.name = value;
    } else if (field === 'data') {
      event.data += value;
    } else if (field === 'id') {
      event.id = value;
    }
  }
  return event;
};

async function* read(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const blocks = (rest + part.value).split('\n\n');
    rest = blocks.pop();
    yield* blocks.map(parse);
  }
}

class Tail {
  constructor(element) {
    this.element = element;
    this.query = element.dataset.live;
    this.stop = new AbortController();
    this.list = document.querySelector('.live-rows');
    this.list.replaceChildren();
    this.waiting = [];
    this.waitingRows = 0;
    this.arrivals = [];
    this.wait = 1000;
    this.button = element.querySelector('[data-pause]');
    this.button.onclick = () => this.pause(!this.isPaused);
    this.ticker = setInterval(() => this.tick(), 1000);
    this.say('connecting', 'Connecting …');
    this.run();
  }

  end() {
    this.stop.abort();
    clearInterval(this.ticker);
  }

  say(state, text) {
    this.element.querySelector('.live-dot').dataset.state = state;
    this.element.querySelector('[data-permanent=live-text]').textContent = text;
  }

  sayFollowing() {
    if (!this.isPaused) {
      this.say('following', this.wasLost ? 'Connected again. Following new records.' : 'Following new records.');
      return;
    }
    this.say('paused', this.waitingRows > 0 ? `Paused, ${this.waitingRows.toLocaleString('en')} new.` : 'Paused.');
  }

  async run() {
    while (!this.stop.signal.aborted) {
      try {
        if (!await this.follow()) {
          return;
        }
        this.lost('The connection ended.');
      } catch (error) {
        if (this.stop.signal.aborted) {
          return;
        }
        this.lost(error.isAnswer ? error.message : 'The connection is lost.');
      }
      await new Promise((resolve) => { setTimeout(resolve, this.wait); });
      this.wait = Math.min(this.wait * 2, longestWait);
    }
  }

  lost(reason) {
    this.isLost = true;
    this.wasLost = this.isOpen;
    this.say('lost', `${reason} Connecting again …`);
  }

  // False when there is no point in coming back.
  async follow() {
    const headers = { Accept: 'text/event-stream', 'X-Requested-With': 'XMLHttpRequest', ...(this.last ? { 'Last-Event-ID': this.last } : {}) };
    const response = await fetch(`/logs/tail${this.query}`, { headers, signal: this.stop.signal });
    if (response.status === 401 || response.redirected) {
      this.say('lost', 'Your sign-in is no longer valid. Reload the page to sign in.');
      return false;
    }
    if (!response.ok) {
      const { detail } = await response.json().catch(() => ({}));
      if (response.status === 400 && this.last) {
        this.last = null; // The place is one of a store that has been replaced.
      } else if (response.status === 400) {
        this.say('lost', detail ?? 'The query was not understood.');
        return false;
      }
      throw Object.assign(new Error(detail ?? `The server answered with ${response.status}.`), { isAnswer: true });
    }
    return this.take(response.body);
  }

  async take(body) {
    for await (const event of read(body)) {
      if (this.wait !== 1000 || this.isLost || !this.isOpen) {
        this.wait = 1000;
        this.isLost = false;
        this.isOpen || this.fillGap();
        this.isOpen = true;
        this.sayFollowing();
      }
      if (event.name === 'rows') {
        const { count, html } = JSON.parse(event.data);
        this.last = event.id;
        this.count(count);
        this.add(html, count);
      } else if (event.name === 'dropped') {
        this.count(Number(event.data));
        this.note(`${Number(event.data).toLocaleString('en')} records more came in than can be shown. They are stored: stop, and search for them.`);
      } else if (event.name === 'failed') {
        this.say('lost', JSON.parse(event.data) || 'The search cannot be followed.');
        return false;
      }
    }
    return true;
  }

  // What came between the page and the stream. Asked for after the stream has begun, so that nothing falls between.
  async fillGap() {
    const response = await fetch(`/logs/rows${this.query}&limit=100`.replace(/^(\/logs\/rows)&/, '$1?'), { signal: this.stop.signal }).catch(() => null);
    if (response?.ok && !response.redirected) {
      this.add(await response.text(), 0, true);
    }
  }

  add(html, count, atEnd = false) {
    if (this.isPaused && !atEnd) {
      this.waiting.push(html);
      this.waitingRows += count;
      while (this.waiting.length > mostWaiting) {
        this.waiting.shift();
      }
      this.sayFollowing();
      return;
    }
    const rows = document.createElement('template');
    rows.innerHTML = html;
    const shown = new Set([...document.querySelectorAll('.log-item')].map((item) => item.dataset.key));
    const fresh = [...rows.content.querySelectorAll('.log-item')].filter((item) => !shown.has(item.dataset.key));
    // Whoever reads further down is not pushed away.
    const before = document.documentElement.scrollHeight;
    this.list[atEnd ? 'append' : 'prepend'](...fresh);
    if (scrollY > 200 && !CSS.supports('overflow-anchor', 'auto')) {
      scrollBy(0, document.documentElement.scrollHeight - before);
    }
    [...this.list.children].slice(mostRows).forEach((item) => item.remove());
  }

  note(text) {
    const note = Object.assign(document.createElement('li'), { className: 'segment-note', textContent: text });
    this.isPaused ? this.waiting.push(note.outerHTML) : this.list.prepend(note);
  }

  pause(isPaused) {
    this.isPaused = isPaused;
    this.button.textContent = isPaused ? 'Resume' : 'Pause';
    if (!isPaused) {
      const waiting = this.waiting;
      [this.waiting, this.waitingRows] = [[], 0];
      waiting.forEach((html) => this.add(html, 0));
    }
    this.isLost || this.sayFollowing();
  }

  count(rows) {
    this.arrivals.push({ at: performance.now(), rows });
  }

  tick() {
    const since = performance.now() - rateSeconds * 1000;
    this.arrivals = this.arrivals.filter((one) => one.at >= since);
    const rate = this.arrivals.reduce((sum, one) => sum + one.rows, 0) / rateSeconds;
    this.element.querySelector('.live-rate').textContent = `${rate.toLocaleString('en', { maximumFractionDigits: 1 })} a second`;
  }
}

let tail;

const check = () => {
  if (tail && (!tail.element.isConnected || tail.element.dataset.live !== tail.query)) {
    tail.end();
    tail = null;
  }
};

window.Blazor?.addEventListener('enhancedload', check);

export const attach = (element) => {
  check();
  tail ??= new Tail(element);
};
