// Triage by keyboard: x chooses the row one stands on, e resolves, a archives what is chosen, or else that row. The buttons of the
// form do the work, so that a key does nothing that a click would not do; after it one stands where one stood.
const keys = { e: 'resolve', a: 'archive' };
const isTyping = (element) => element?.matches?.('input:not([type=checkbox]), textarea, select, [contenteditable]');

let form;
let place = null;

const rows = () => [...form.querySelectorAll('tbody tr')];
const tick = (row) => row.querySelector('input[name=issue]');
const current = () => document.activeElement?.closest?.('[data-triage] tbody tr');
const chosen = () => form.querySelectorAll('input[name=issue]:checked');

const show = () => {
  const all = form.querySelector('[data-tick-all]');
  const count = chosen().length;
  const told = form.querySelector('[data-chosen]');
  if (told) {
    told.textContent = count > 0 ? `${count} chosen` : '';
  }
  if (all) {
    all.checked = count > 0 && count === rows().length;
    all.indeterminate = count > 0 && !all.checked;
  }
};

const act = (name) => {
  const row = current();
  if (chosen().length === 0 && row) {
    tick(row).checked = true;
  }
  const button = form.querySelector(`button[name=act][value=${name}]`);
  if (button && chosen().length > 0) {
    place = row ? rows().indexOf(row) : null;
    form.requestSubmit(button);
    return true;
  }
  return false;
};

document.addEventListener('keydown', (event) => {
  if (!form?.isConnected || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target) || document.querySelector('dialog[open]')) {
    return;
  }
  const row = current();
  if (event.key === 'x' && row) {
    tick(row).checked = !tick(row).checked;
    show();
    event.preventDefault();
  } else if (keys[event.key] && act(keys[event.key])) {
    event.preventDefault();
  }
});

document.addEventListener('change', (event) => {
  if (!form?.isConnected || !form.contains(event.target)) {
    return;
  }
  if (event.target.matches('[data-tick-all]')) {
    rows().forEach((row) => { tick(row).checked = event.target.checked; });
  }
  show();
});

export const attach = (element) => {
  form = element;
  form.dataset.wired = 'yes'; // What waits for the keys can see that they work.
  if (place !== null && rows().length > 0) {
    const row = rows()[Math.min(place, rows().length - 1)];
    row.querySelector('[data-row]').focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
  }
  place = null;
  show();
};
