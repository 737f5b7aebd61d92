/**
 * The pages' one script: proposes the browser's own time zone where none is chosen yet. It only moves
 * a selection that a person sees and can change; nothing is sent before a button is pressed, so that a mail
 * scanner that runs scripts changes nothing.
 */
export const pageScript = `
for (const select of document.querySelectorAll('select[data-guess]')) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if ([...select.options].some(({value}) => value === zone)) select.value = zone;
}
`;
