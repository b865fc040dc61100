// A program with @sentry/node that crashes. Argument: the DSN.
const Sentry = require('@sentry/node');

Sentry.init({ dsn: process.argv[2], release: 'node-shop@2.1.0', environment: 'test', tracesSampleRate: 1, enableLogs: true });

function price(order) {
  throw new TypeError(`order ${order.id} has no price`);
}

Sentry.logger?.info('paying', { order: 7 });
Sentry.startSpan({ name: 'checkout', op: 'task' }, () => {});
console.warn('prices are old');
price({ id: 7 });
