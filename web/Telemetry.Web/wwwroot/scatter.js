// Dragging over the points narrows the search to the time and the durations that were marked.
import { zoomTo } from './zoom.js';

const margin = 14;
const smallest = 6;

const brush = (svg) => {
  const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  rect.setAttribute('class', 'brush');
  svg.append(rect);
  return rect;
};

const between = (value, low, high) => Math.min(Math.max(value, low), high);

const draw = (rect, a, b) => {
  rect.setAttribute('x', Math.min(a.x, b.x));
  rect.setAttribute('y', Math.min(a.y, b.y));
  rect.setAttribute('width', Math.abs(a.x - b.x));
  rect.setAttribute('height', Math.abs(a.y - b.y));
};

// A duration as queries write it, no finer than one can point.
const written = (nanoseconds) => `${Number((nanoseconds / 1e6).toPrecision(3))}ms`;

const narrow = (plot, size, a, b) => {
  const { from, to, low, high } = plot.dataset;
  const time = (x) => (Number(from) + (x / size.width) * (to - from)) / 1000;
  const duration = (y) => low * (high / low) ** between((size.height - margin - y) / (size.height - 2 * margin), 0, 1);
  zoomTo(time(Math.min(a.x, b.x)), time(Math.max(a.x, b.x)), (parameters) => {
    // A flat mark means the time alone.
    if (Math.abs(a.y - b.y) > 2 * smallest) {
      const terms = `trace.duration:>=${written(duration(Math.max(a.y, b.y)))} trace.duration:<=${written(duration(Math.min(a.y, b.y)))}`;
      const query = (parameters.get('query') ?? '').replace(/(^|\s)trace\.duration:[<>]=?\S+/g, '').trim();
      parameters.set('query', / OR /.test(query) ? `(${query}) ${terms}` : `${query} ${terms}`.trim());
    }
  });
};

const onDown = (event) => {
  if (event.button !== 0 || event.pointerType === 'touch') {
    return;
  }
  const plot = event.currentTarget;
  const svg = plot.querySelector('svg');
  const size = svg.getBoundingClientRect();
  const at = (moved) => ({ x: between(moved.clientX - size.left, 0, size.width), y: between(moved.clientY - size.top, 0, size.height) });
  const start = at(event);
  let end = start;
  let rect;
  const isDrag = () => Math.hypot(end.x - start.x, end.y - start.y) > smallest;
  const onMove = (moved) => {
    end = at(moved);
    if (rect || isDrag()) {
      rect ??= brush(svg);
      draw(rect, start, end);
    }
  };
  const finish = (ended) => {
    removeEventListener('pointermove', onMove);
    removeEventListener('pointerup', finish);
    removeEventListener('pointercancel', finish);
    rect?.remove();
    if (rect && ended.type === 'pointerup') {
      // The click that ends a drag over a point must not follow its link.
      const swallow = (click) => { click.preventDefault(); click.stopPropagation(); };
      addEventListener('click', swallow, { capture: true });
      setTimeout(() => {
        removeEventListener('click', swallow, { capture: true });
        narrow(plot, size, start, end);
      });
    }
  };
  addEventListener('pointermove', onMove);
  addEventListener('pointerup', finish);
  addEventListener('pointercancel', finish);
};

export const attach = (plot) => {
  plot.removeEventListener('pointerdown', onDown);
  plot.addEventListener('pointerdown', onDown);
  plot.dataset.attached = 'yes';
};
