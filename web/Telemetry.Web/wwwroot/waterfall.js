// The waterfall under the keyboard, and its further rows as one scrolls. Without this it works by links.
import { filled, spread } from './stretches.js';

const lists = (waterfall) => [...waterfall.querySelectorAll('.span-rows')];

const focus = (row) => {
  const link = row?.querySelector('.span-link');
  link?.focus();
  link?.scrollIntoView({ block: 'nearest' });
};

// The list beside may be one whose rows have not come yet.
const move = async (waterfall, link, isDown) => {
  const row = link.closest('li');
  const next = isDown ? row.nextElementSibling : row.previousElementSibling;
  if (next) {
    focus(next);
    return;
  }
  const all = lists(waterfall);
  const list = all[all.indexOf(row.parentElement) + (isDown ? 1 : -1)];
  await filled(list);
  focus(isDown ? list?.firstElementChild : list?.lastElementChild);
};

const toEnd = async (waterfall) => {
  const last = lists(waterfall).at(-1);
  await filled(last);
  focus(last.lastElementChild);
};

const toggle = (link, wanted) => {
  const sign = link.closest('.span-row').querySelector('[data-toggle]');
  if (sign && sign.getAttribute('aria-expanded') === wanted) {
    sign.click();
  }
};

const onKey = (event) => {
  const link = event.target.closest?.('.span-link');
  if (!link || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const waterfall = event.currentTarget;
  const actions = {
    ArrowDown: () => move(waterfall, link, true),
    ArrowUp: () => move(waterfall, link, false),
    ArrowRight: () => toggle(link, 'false'),
    ArrowLeft: () => toggle(link, 'true'),
    Home: () => focus(lists(waterfall)[0].firstElementChild),
    End: () => toEnd(waterfall),
  };
  if (actions[event.key]) {
    event.preventDefault();
    actions[event.key]();
  }
};

const isInSight = (element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
};

export const attach = (waterfall) => {
  if (waterfall.dataset.attached !== location.href) {
    waterfall.removeEventListener('keydown', onKey);
    waterfall.addEventListener('keydown', onKey);
    waterfall.dataset.attached = location.href;
    const selected = waterfall.querySelector('[aria-current]');
    selected && !isInSight(selected) && selected.scrollIntoView({ block: 'center' });
  }
  const more = waterfall.querySelector('[data-more]');
  more && spread(lists(waterfall).at(-1), more);
};
