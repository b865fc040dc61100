// Draws the charts of <TimeChart> with uPlot, over the lines the server drew. The element's data-chart holds everything.
import { zoomTo } from './zoom.js';

const charts = new WeakMap();
const smallestDrag = 4;

// ---- Words: the same as ChartText and DurationText write ----
const digits = (value) => value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0 });
const scaled = (value, units, factor) => {
  let unit = 0;
  while (Math.abs(value) >= factor && unit < units.length - 1) {
    value /= factor;
    unit++;
  }
  return `${digits(value)} ${units[unit]}`;
};

const duration = (value) => {
  if (value < 6e10) {
    return scaled(value, ['ns', 'µs', 'ms', 's'], 1000);
  }
  return value < 3.6e12 ? `${digits(value / 6e10)} min` : `${digits(value / 3.6e12)} h`;
};

const words = {
  Nanoseconds: duration,
  Share: (value) => `${(value * 100).toLocaleString('en', { maximumFractionDigits: 2 })} %`,
  Bytes: (value) => scaled(value, ['B', 'KB', 'MB', 'GB', 'TB'], 1000),
  Count: (value) => value.toLocaleString('en', { maximumFractionDigits: 2 }),
};

const pad = (number) => String(number).padStart(2, '0');

// Times of the axis, in the reader's zone, as short as their distance allows; the day where a day begins.
const times = (_, splits, __, ___, step) => splits.map((seconds) => {
  const date = new Date(seconds * 1000);
  const isDay = date.getHours() === 0 && date.getMinutes() === 0 && date.getSeconds() === 0;
  if (isDay || step >= 86400) {
    return `${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  }
  return `${pad(date.getHours())}:${pad(date.getMinutes())}${step < 60 ? `:${pad(date.getSeconds())}` : ''}`;
});

// ---- Colours: a custom property with light-dark() has no value of its own, a colour that uses it has ----
const colours = (host) => {
  const probe = document.createElement('i');
  host.append(probe);
  const read = (name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  return { read, end: () => probe.remove() };
};

// ---- Values ----
const stack = (series) => {
  const sums = [];
  let below = [];
  for (const one of series) {
    below = one.values.map((value, index) => (below[index] ?? 0) + (value ?? 0));
    sums.push(below);
  }
  return sums;
};

const table = (chart) => [chart.times, ...(chart.isStacked ? stack(chart.series) : chart.series.map((one) => one.values))];

// ---- What is read under the pointer ----
const reading = (chart, host) => {
  const box = document.createElement('div');
  box.className = 'chart-reading';
  box.hidden = true;
  host.append(box);
  const row = (label, value) => {
    const tr = document.createElement('tr');
    tr.append(Object.assign(document.createElement('th'), { textContent: label }), Object.assign(document.createElement('td'), { textContent: value }));
    return tr;
  };
  return (plot) => {
    const index = plot.cursor.idx;
    box.hidden = index === null || index === undefined;
    if (box.hidden) {
      return;
    }
    const rows = document.createElement('table');
    rows.append(...chart.series.map((one) => row(one.label, one.values[index] === null ? '–' : words[chart.unit](one.values[index]))));
    const time = Object.assign(document.createElement('strong'), { textContent: new Date(chart.times[index] * 1000).toLocaleString() });
    box.replaceChildren(time, rows);
    const left = plot.cursor.left + plot.over.offsetLeft;
    const isRight = left > host.clientWidth / 2;
    box.style.left = isRight ? 'auto' : `${left + 12}px`;
    box.style.right = isRight ? `${host.clientWidth - left + 12}px` : 'auto';
  };
};

const options = (chart, host, read, library) => {
  const muted = read('text-muted');
  const axis = { stroke: muted, font: '11px system-ui, sans-serif', grid: { stroke: read('line-faint'), width: 1 }, ticks: { stroke: read('line'), width: 1, size: 4 } };
  const series = chart.series.map((one) => {
    const colour = read(one.color);
    return chart.isStacked
      ? { stroke: colour, fill: colour, width: 0, points: { show: false }, paths: library.paths.bars({ size: [0.85, 60], align: 1 }) }
      : { stroke: colour, width: 1.5, points: { show: false }, spanGaps: false };
  });
  return {
    width: host.clientWidth,
    height: host.clientHeight,
    legend: { show: false },
    scales: { y: { range: (_, __, highest) => [0, highest > 0 ? highest * 1.05 : 1] } },
    axes: [{ ...axis, space: 80, size: 26, values: times }, { ...axis, size: 64, space: 32, values: (_, ticks) => ticks.map(words[chart.unit]) }],
    series: [{}, ...series],
    cursor: { y: false, drag: { x: true, y: false, setScale: false } },
    hooks: {
      setCursor: [reading(chart, host)],
      setSelect: [(plot) => {
        if (plot.select.width >= smallestDrag) {
          zoomTo(plot.posToVal(plot.select.left, 'x'), plot.posToVal(plot.select.left + plot.select.width, 'x'));
        }
      }],
    },
  };
};

// Higher sums are drawn first, so that lower ones stand before them.
const inOrder = (chart, [first, ...rest]) => (chart.isStacked ? [first, ...rest.reverse()] : [first, ...rest]);

const draw = (element, library) => {
  const host = element.querySelector('.chart-live');
  const chart = JSON.parse(element.dataset.chart);
  charts.get(element)?.plot?.destroy();
  host.replaceChildren();
  const { read, end } = colours(host);
  const set = options(chart, host, read, library);
  set.series = inOrder(chart, set.series);
  const plot = new library(set, inOrder(chart, table(chart)), host);
  end();
  charts.set(element, { plot, text: element.dataset.chart, library });
};

const redrawAll = () => document.querySelectorAll('[data-chart]').forEach((element) => {
  const drawn = charts.get(element);
  drawn && draw(element, drawn.library);
});

new MutationObserver(redrawAll).observe(document.documentElement, { attributeFilter: ['data-bs-theme'] });
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redrawAll);

const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => {
  const plot = charts.get(target.closest('[data-chart]'))?.plot;
  if (plot && target.clientWidth > 0 && (plot.width !== target.clientWidth || plot.height !== target.clientHeight)) {
    plot.setSize({ width: target.clientWidth, height: target.clientHeight });
  }
}));

/** Draws an element's chart, or draws it again when its values have changed. Called after every change of the page. */
export const attach = async (element) => {
  if (charts.get(element)?.text === element.dataset.chart && element.querySelector('.uplot')) {
    return;
  }
  const { default: library } = await import(new URL(element.dataset.library, document.baseURI));
  draw(element, library);
  sizes.observe(element.querySelector('.chart-live'));
};
