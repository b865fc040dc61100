// "Line 12, column 3" below a box of rules puts the cursor there. Without script the link leads to the box.
const place = (text, line, column) => {
  const lines = text.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
  return [Math.min(start, text.length), Math.min(start + Math.max((lines[line - 1] ?? '').length - column + 1, 0), text.length)];
};

export const attach = (element) => {
  const box = element.querySelector('textarea');
  element.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-line]');
    if (!link) {
      return;
    }
    event.preventDefault();
    const line = Number(link.dataset.line);
    box.focus();
    box.setSelectionRange(...place(box.value, line, Number(link.dataset.column)));
    const height = parseFloat(getComputedStyle(box).lineHeight);
    box.scrollTop = Math.max(0, (line - 3) * height);
  });
};
