/**
 * The one script of the operators' pages: it puts what the server says into the parts of the page that are
 * named, for as long as the server says something. What did not change stays as it is, with what was typed
 * there. Without it there is "Reload".
 */
export const liveScript = `
for (const live of document.querySelectorAll('[data-live-from]')) {
  const source = new EventSource(live.dataset.liveFrom);
  const shown = {};
  source.onmessage = event => {
    for (const [name, html] of Object.entries(JSON.parse(event.data))) {
      const part = document.querySelector('[data-live="' + name + '"]');
      if (!part || shown[name] === html) continue;
      shown[name] = html;
      const next = part.cloneNode();
      next.innerHTML = html;
      if (next.innerHTML !== part.innerHTML) part.innerHTML = html;
    }
  };
  source.addEventListener('end', () => source.close());
}
`;
