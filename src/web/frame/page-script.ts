import {REPLACED_NAMES} from '../../subscribers/timezone.ts';

/**
 * The pages' one script. It shows a field that finds topics among those to tick, and a button that copies.
 * And it selects the browser's own time zone where none is chosen yet, and says so; it also says a zone that
 * the list lacks. What it says stands in attributes of the page, in the page's language. It only moves a
 * selection that a person sees and can change; nothing is sent before a button is pressed, so that a mail
 * scanner that runs scripts changes nothing.
 *
 * Browsers differ in the name of a zone: Chrome says `Asia/Calcutta`, Firefox `Asia/Kolkata`. What neither
 * list has (`US/Eastern`) is compared as the browser itself resolves it.
 */
export const pageScript = `
const newNames = ${JSON.stringify(Object.fromEntries(REPLACED_NAMES))};
const resolved = zone => {
  try {
    return Intl.DateTimeFormat('en', {timeZone: zone}).resolvedOptions().timeZone;
  } catch {
    return zone;
  }
};
for (const select of document.querySelectorAll('select[data-guess]')) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'no time zone';
  const names = [...select.options].map(({value}) => value);
  const name = names.find(value => value === (newNames[zone] ?? zone))
    ?? names.find(value => resolved(value) === resolved(zone));
  if (name) select.value = name;
  document.getElementById('timezone-hint').textContent = name
    ? select.dataset.found
    : select.dataset.missing.replace('{zone}', zone);
}
for (const finder of document.querySelectorAll('[data-find]')) {
  finder.hidden = false;
  const field = finder.querySelector('input');
  const groups = [...finder.parentElement.querySelectorAll('details')];
  const open = groups.map(group => group.open);
  field.addEventListener('input', () => {
    const words = field.value.trim().toLowerCase();
    groups.forEach((group, place) => {
      let found = 0;
      for (const choice of group.querySelectorAll('.choice')) {
        choice.hidden = !choice.textContent.toLowerCase().includes(words);
        found += choice.hidden ? 0 : 1;
      }
      group.hidden = found === 0;
      group.open = words === '' ? open[place] : found > 0;
    });
  });
  field.addEventListener('keydown', event => {
    if (event.key === 'Enter') event.preventDefault();
  });
}
for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.closest('details').querySelector('pre').textContent);
    button.textContent = button.dataset.copied;
  });
}
`;
