// The waterfall under the keyboard, and its next rows as one scrolls. Without this it works by links.
const links = (waterfall) => [...waterfall.querySelectorAll('.span-link')];

const move = (waterfall, current, step) => {
  const all = links(waterfall);
  const next = all[all.indexOf(current) + step];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
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
    ArrowDown: () => move(waterfall, link, 1),
    ArrowUp: () => move(waterfall, link, -1),
    ArrowRight: () => toggle(link, 'false'),
    ArrowLeft: () => toggle(link, 'true'),
    Home: () => { const [first] = links(waterfall); first.focus(); first.scrollIntoView({ block: 'nearest' }); },
    End: () => { const last = links(waterfall).at(-1); last.focus(); last.scrollIntoView({ block: 'nearest' }); },
  };
  if (actions[event.key]) {
    event.preventDefault();
    actions[event.key]();
  }
};

// Rows come in lists of their own, which the browser neither lays out nor paints while they are out of sight.
const loadMore = async (link) => {
  const place = link.closest('.more');
  place.ariaBusy = 'true';
  link.removeAttribute('data-more');
  const answer = await fetch(`${link.pathname}/rows${link.search}`, { headers: { 'X-Requested-With': 'XMLHttpRequest' } }).catch(() => null);
  if (!answer?.ok || answer.redirected) {
    place.ariaBusy = null;
    return; // The link is still there, and says what is wrong when it is followed.
  }
  const part = document.createElement('template');
  part.innerHTML = await answer.text();
  const rows = part.content.querySelector('.span-rows');
  const more = part.content.querySelector('.more');
  if (place.isConnected && rows) {
    const count = rows.children.length;
    place.before(rows);
    more ? place.replaceWith(more) : place.remove();
    document.dispatchEvent(new CustomEvent('rows-added', { detail: count }));
    watch(more);
  }
};

const seen = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => {
  seen.unobserve(entry.target);
  const link = entry.target.querySelector('[data-more]');
  link && loadMore(link);
}), { rootMargin: '1500px' });

const watch = (place) => place?.querySelector('[data-more]') && seen.observe(place);

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
  watch([...waterfall.querySelectorAll('.more')].at(-1));
};
