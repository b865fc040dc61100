// Dragging over the bars of a histogram zooms in; a click stays a click, on the bar's link.
import { zoomTo } from './zoom.js';

const smallestDrag = 5;
const known = new WeakSet();

const share = (plot, x) => {
  const box = plot.getBoundingClientRect();
  return Math.min(Math.max((x - box.left) / box.width, 0), 1);
};

const start = (plot, down) => {
  if (!plot.dataset.from) {
    return; // The element has become something else.
  }
  const selection = plot.querySelector('.selection');
  const from = share(plot, down.clientX);
  let to = from;

  const move = (event) => {
    to = share(plot, event.clientX);
    selection.hidden = Math.abs(event.clientX - down.clientX) < smallestDrag;
    selection.style.left = `${Math.min(from, to) * 100}%`;
    selection.style.right = `${(1 - Math.max(from, to)) * 100}%`;
  };

  const stop = new AbortController();
  const end = (event) => {
    stop.abort();
    const isDrag = !selection.hidden;
    selection.hidden = true;
    if (!isDrag || event.type === 'pointercancel' || event.type === 'keydown') {
      return;
    }
    // The click that follows would open the bar under the pointer.
    const eat = (click) => { click.preventDefault(); click.stopPropagation(); };
    document.addEventListener('click', eat, { capture: true, once: true });
    setTimeout(() => document.removeEventListener('click', eat, true));
    const [first, last] = [new Date(plot.dataset.from), new Date(plot.dataset.to)].map((time) => time.getTime() / 1000);
    zoomTo(first + from * (last - first), first + to * (last - first));
  };

  const { signal } = stop;
  document.addEventListener('pointermove', move, { signal });
  document.addEventListener('pointerup', end, { signal });
  document.addEventListener('pointercancel', end, { signal });
  document.addEventListener('keydown', (event) => event.key === 'Escape' && end(event), { signal });
};

export const attach = (plot) => {
  if (known.has(plot)) {
    return;
  }
  known.add(plot);
  plot.addEventListener('pointerdown', (event) => event.button === 0 && event.isPrimary && start(plot, event));
  plot.addEventListener('dragstart', (event) => event.preventDefault());
};
