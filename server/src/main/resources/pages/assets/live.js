// Keeps the parts of a page that say data-live up to date: the page is fetched again and those parts
// are put in place of the old ones. A page with a box data-follow does so while it is ticked.
(() => {
  const SECONDS = 5;
  const follow = document.querySelector('[data-follow]');
  const box = follow && follow.querySelector('input');

  const wanted = () => document.visibilityState === 'visible' && (!box || box.checked);

  async function refresh() {
    if (!wanted()) return;
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
    if (!answer.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const part of document.querySelectorAll('[data-live]')) {
      const other = fresh.getElementById(part.id);
      const busy = part.contains(document.activeElement) && document.activeElement !== document.body;
      if (other && !busy && other.innerHTML !== part.innerHTML) part.replaceWith(other);
    }
  }

  if (follow) follow.hidden = false;
  setInterval(() => refresh().catch(() => {}), SECONDS * 1000);
})();
