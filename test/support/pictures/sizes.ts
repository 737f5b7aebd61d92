/**
 * What a script asks a page or a mail that is shown: how large what a thumb hits is, and whether twice as
 * large letters fit. Expressions, since they run in the browser.
 */

/** The least height of what a thumb hits where a window has at most 480 pixels (docs/mail.md). */
const TOUCH = 44;
/** A mail's titles may be lower, since they stand apart. */
const TITLE = 32;
const TITLE_GAP = 24;

/** A field in which less of an address can be read is too narrow to type it in. */
const NARROW = 160;

/**
 * What a thumb may miss, as text: buttons, fields, ticks with their labels, folds and links that stand alone
 * and are lower than 44 pixels. Links inside a sentence are exempt (WCAG 2.5.8), a mail's titles (`a.t`) need
 * 32 pixels, and 24 to the next link. Fields for text that are narrower than 160 pixels are told, too.
 */
export const SMALL_TARGETS = `(() => {
  const isSeen = one => {
    const {width, height} = one.getBoundingClientRect();
    return width > 1 && height > 1 && !one.closest('.skip');
  };
  const isInline = one => getComputedStyle(one).display === 'inline';
  const blockOf = one => (isInline(one.parentElement) ? blockOf(one.parentElement) : one.parentElement);
  const isInSentence = link => {
    if (!isInline(link)) return false;
    const block = blockOf(link);
    const words = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let beside = '';
    for (let one; (one = words.nextNode()); )
      if (!one.parentElement.closest('a') && (one.parentElement === block || blockOf(one) === block))
        beside += one.data;
    return /\\p{L}{2}/u.test(beside);
  };
  const isMail = document.querySelector('main') === null;
  const isTitle = one => isMail && one.matches('a.t');
  const hitOf = one => (one.matches('[type=checkbox],[type=radio]') && one.closest('label')) || one;
  const heightOf = one => hitOf(one).getBoundingClientRect().height;
  const nameOf = one => (one.textContent.trim() || one.name || one.tagName).slice(0, 40);
  const seen = [...document.querySelectorAll('a[href],button,input,select,textarea,summary')].filter(isSeen);
  const tell = (one, least) => Math.round(heightOf(one)) + ' of ' + least + ': ' + nameOf(one);
  const low = seen.filter(one => !isTitle(one) && !isInSentence(one) && heightOf(one) < ${TOUCH - 0.5});
  const lowTitles = seen.filter(one => isTitle(one) && heightOf(one) < ${TITLE - 0.5});
  const near = seen.filter((one, place) => {
    const next = seen[place + 1];
    return isTitle(one) && next &&
      next.getBoundingClientRect().top - one.getBoundingClientRect().bottom < ${TITLE_GAP - 0.5};
  });
  const texts = seen.filter(one => one.matches('[type=text],[type=email],[type=search],textarea'));
  const narrow = texts.filter(one => one.getBoundingClientRect().width < ${NARROW});
  return [
    ...narrow.map(one => 'narrower than ${NARROW}: ' + nameOf(one)),
    ...low.map(one => tell(one, ${TOUCH})),
    ...lowTitles.map(one => tell(one, ${TITLE})),
    ...near.map(one => 'a link is near: ' + nameOf(one)),
  ];
})()`;

/** Every letter twice as large, as a reader may ask for (WCAG 1.4.4). */
export const TWICE_AS_LARGE = `(() => {
  const sizes = [...document.body.querySelectorAll('*')].map(one => {
    const {fontSize, lineHeight} = getComputedStyle(one);
    return [one, parseFloat(fontSize), parseFloat(lineHeight)];
  });
  for (const [one, size, line] of sizes) {
    one.style.setProperty('font-size', 2 * size + 'px', 'important');
    if (line) one.style.setProperty('line-height', 2 * line + 'px', 'important');
  }
})()`;
