// A page that waits for the first record looks for it every two seconds, and shows itself again when it is there.
(() => {
  'use strict';

  const pause = 2000;

  const look = async () => {
    const waiting = document.querySelector('[data-arrival]');
    if (!waiting || document.visibilityState !== 'visible') {
      return;
    }
    try {
      const answer = await fetch(waiting.dataset.arrival, { headers: { accept: 'application/json' } });
      if (answer.ok && (await answer.json()).arrived && document.contains(waiting)) {
        location.reload();
      }
    } catch {
      // The server is away for a moment; the next look may find it.
    }
  };

  const round = async () => {
    await look();
    setTimeout(round, pause);
  };

  setTimeout(round, pause);
})();
