// Goes to a stretch of time: in the address, as a link would, so that it can be shared and undone with Back.
const kept = (address) => {
  for (const name of ['range', 'at', 'cursor', 'open', 'live']) {
    address.searchParams.delete(name);
  }
  return address;
};

const utc = (seconds) => new Date(Math.round(seconds * 1000)).toISOString().replace('.000Z', 'Z');

/**
 * @param {number} from Seconds since 1970. @param {number} to The same.
 * @param {(parameters: URLSearchParams) => void} [change] Changes more of the address.
 */
export const zoomTo = (from, to, change) => {
  const address = kept(new URL(location.href));
  address.searchParams.set('from', utc(Math.min(from, to)));
  address.searchParams.set('to', utc(Math.max(from, to)));
  change?.(address.searchParams);
  if (window.Blazor?.navigateTo) {
    window.Blazor.navigateTo(address.pathname + address.search);
  } else {
    location.assign(address);
  }
};
