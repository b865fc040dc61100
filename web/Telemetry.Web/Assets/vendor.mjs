// Copies what the browser needs from node_modules to wwwroot/vendor. Run by the build, after `npm ci`.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const icons = [
  'arrow-clockwise', 'arrow-down', 'arrow-left', 'arrow-right', 'arrow-up-right', 'bar-chart-steps', 'box-arrow-right', 'braces', 'calendar3',
  'check2', 'chevron-down', 'chevron-right', 'circle-half', 'clipboard', 'clock-history', 'exclamation-octagon-fill',
  'bookmark', 'exclamation-triangle-fill', 'folder2', 'funnel', 'gear', 'inbox', 'info-circle-fill', 'key', 'link-45deg', 'list-ul', 'search', 'signpost-split', 'x-lg',
  'zoom-in', 'zoom-out',
];

rmSync('wwwroot/vendor', { recursive: true, force: true });
mkdirSync('wwwroot/vendor', { recursive: true });

// The source map is not shipped, so neither is the comment that makes developer tools ask for it.
const bootstrap = readFileSync('node_modules/bootstrap/dist/css/bootstrap.min.css', 'utf8').replace(/\/\*# sourceMappingURL=.*?\*\//, '');
writeFileSync('wwwroot/vendor/bootstrap.min.css', bootstrap);

// One file of symbols instead of the icon font: 6 KB against 130, and no flash of missing glyphs.
const symbols = icons.map((name) => {
  const svg = readFileSync(`node_modules/bootstrap-icons/icons/${name}.svg`, 'utf8');
  const [, body] = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(svg);
  return `<symbol id="${name}" viewBox="0 0 16 16">${body.trim()}</symbol>`;
});
writeFileSync('wwwroot/vendor/icons.svg', `<svg xmlns="http://www.w3.org/2000/svg" fill="currentColor">${symbols.join('')}</svg>\n`);

console.log(`wwwroot/vendor: bootstrap.min.css, icons.svg (${icons.length} icons)`);
