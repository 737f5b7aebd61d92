/**
 * The one script of the operators' pages: it puts what the server says into the parts of the page that are
 * named, for as long as the server says something. Without it there is "Reload".
 */
export const liveScript = `
for (const live of document.querySelectorAll('[data-live-from]')) {
  const source = new EventSource(live.dataset.liveFrom);
  source.onmessage = event => {
    for (const [name, html] of Object.entries(JSON.parse(event.data))) {
      const part = document.querySelector('[data-live="' + name + '"]');
      if (part) part.innerHTML = html;
    }
  };
  source.addEventListener('end', () => source.close());
}
`;
