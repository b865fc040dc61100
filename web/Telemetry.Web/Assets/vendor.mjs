// Copies what the browser needs from node_modules to wwwroot/vendor. Run by the build, after `npm ci`.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const icons = [
  'archive', 'arrow-clockwise', 'arrow-counterclockwise', 'arrow-down', 'arrow-down-up', 'arrow-left', 'arrow-right', 'arrow-up-right', 'bar-chart-steps', 'bookmark', 'box-arrow-right',
  'box-seam',
  'braces', 'broadcast', 'bug', 'calendar3', 'chat-left-text', 'check2', 'chevron-down', 'chevron-right', 'circle-half', 'clipboard', 'clock-history', 'collection',
  'command', 'dash-lg', 'database', 'diagram-3', 'download', 'envelope', 'exclamation-octagon-fill', 'exclamation-triangle-fill', 'eye-slash',
  'fire', 'flag', 'folder2', 'funnel', 'gear', 'globe', 'inbox', 'info-circle-fill', 'key', 'keyboard', 'layout-three-columns', 'link-45deg', 'list-ul',
  'palette', 'paperclip', 'pause-fill', 'person', 'play-fill', 'plus-lg', 'search', 'signpost-split', 'table', 'tag', 'text-wrap', 'three-dots', 'trash', 'x-lg', 'zoom-in', 'zoom-out',
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

// uPlot's only small build is a script that makes a global; as a module it is loaded by the pages that draw a chart, and by no others.
const uplot = readFileSync('node_modules/uplot/dist/uPlot.iife.min.js', 'utf8');
writeFileSync('wwwroot/vendor/uplot.js', `${uplot.trim()}\nexport default uPlot;\n`);

console.log(`wwwroot/vendor: bootstrap.min.css, icons.svg (${icons.length} icons), uplot.js`);
