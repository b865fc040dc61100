// The rows of a long waterfall beyond those of its page. All rows are equally high, so that a stretch of them can be an empty list of the right height until it
// comes near the screen, and again once it has left: of 10,000 rows the browser holds a few hundred, and the scroll bar is true from the start.
const near = '1500px';

const read = async (address, signal) => {
  const response = await fetch(address, { headers: { 'X-Requested-With': 'XMLHttpRequest' }, signal });
  if (!response.ok || response.redirected) {
    throw new Error(response.status === 401 || response.redirected ? 'Your sign-in is no longer valid. Reload the page to sign in.' : `The spans could not be read (${response.status}).`);
  }
  return response.text();
};

class Stretch {
  constructor(list, address, height) {
    this.element = list.cloneNode(false);
    this.address = address;
    this.height = height;
    this.element.style.height = `${height}px`;
  }

  /** Resolves when the rows are there, or a note that they could not be read. */
  fill() { return (this.filling ??= this.load()); }

  async load() {
    this.asked = new AbortController();
    this.element.ariaBusy = 'true';
    try {
      // Kept as text, a tenth of what it takes as elements: who scrolls back waits for nobody.
      this.html ??= await read(this.address, this.asked.signal);
      const part = document.createElement('template');
      part.innerHTML = this.html;
      this.element.replaceChildren(...part.content.querySelector('ol').children);
      this.element.style.height = '';
    } catch (error) {
      error.name === 'AbortError' ? (this.filling = null) : this.fail(error instanceof TypeError ? 'The server cannot be reached.' : error.message);
    }
    this.element.ariaBusy = null;
  }

  fail(message) {
    const note = Object.assign(document.createElement('li'), { className: 'stretch-note', textContent: `${message} ` });
    const again = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-sm btn-outline-secondary', textContent: 'Try again' });
    again.addEventListener('click', () => { this.filling = null; this.fill(); });
    note.append(again);
    this.element.replaceChildren(note);
  }

  // What has the focus stays.
  empty() {
    if (!this.filling || this.element.contains(document.activeElement)) {
      return;
    }
    this.asked.abort();
    this.element.style.height = `${this.height}px`;
    this.element.replaceChildren();
    this.filling = null;
  }
}

let all = new Map();
const observer = new IntersectionObserver((entries) => entries.forEach(({ target, isIntersecting }) => {
  const stretch = all.get(target);
  isIntersecting ? stretch?.fill() : stretch?.empty();
}), { rootMargin: near });

const addressOf = (link, first) => {
  const query = new URLSearchParams(link.search);
  query.set('skip', first);
  return `${link.pathname}/rows?${query}`;
};

/** Puts the stretches in place of the link that leads to the next rows. */
export const spread = (list, link) => {
  observer.disconnect();
  all = new Map();
  const [left, step, first] = [Number(link.dataset.more), Number(link.dataset.step), Number(new URLSearchParams(link.search).get('skip'))];
  const height = list.firstElementChild.getBoundingClientRect().height;
  for (let done = 0; done < left; done += step) {
    const stretch = new Stretch(list, addressOf(link, first + done), Math.min(step, left - done) * height);
    all.set(stretch.element, stretch);
  }
  const place = link.closest('.more');
  place.before(...all.keys());
  place.textContent = 'The last span.';
  all.forEach((_, element) => observer.observe(element));
};

/** Resolves when the rows of a list are there. */
export const filled = (list) => all.get(list)?.fill();
