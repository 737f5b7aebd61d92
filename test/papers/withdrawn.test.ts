import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {isSaidWithdrawn} from '../../src/papers/withdrawn.ts';

const paper = {title: 'On paper', comment: '', abstract: 'We fold paper. It holds.'};

describe('a paper is withdrawn', () => {
  test.each([
    'This paper has been withdrawn',
    'Please note: this paper is withdrawn.',
    'v2 is withdrawn',
    'Version 3 withdrawn due to a mistake',
    'Preprint withdrawn at the request of a co-author',
    'Withdrawal requested by authors',
    'The first author requests withdrawal of this paper',
    'Withdrawal of this preprint: an error was found.',
    'The paper was withdrawn; a corrected one is arXiv:2401.00001',
    'This paper has been withdrawn by the author due to a sign error in equation 1',
    'this article is withdrawn.',
    'Paper withdrawn: Lemma 2 is wrong',
    'Withdrawn',
    'Withdrawn by the authors because of an error',
    '[withdrawn]',
    '12 pages, 3 figures; this paper has been withdrawn due to an error',
    '12 pages. The manuscript was withdrawn by the authors.',
    'This submission has been temporarily withdrawn',
    'Our preprint (v2) has been withdrawn',
    'We are withdrawing this paper to correct a proof',
    'The authors have decided to withdraw the submission',
    'I withdraw my paper',
    'The paper has been retracted',
    'arXiv admin note: This version has been removed by arXiv administrators',
    'This submission has been withdrawn by arXiv administrators due to inappropriate overlap',
    'This   paper\nhas been\nwithdrawn.',
  ])('whose comment says %j', comment => {
    expect(isSaidWithdrawn({...paper, comment})).toBe(true);
    expect(isSaidWithdrawn({...paper, abstract: comment.replace(/^12.*?[;.] /, '')})).toBe(true);
  });

  test.each([
    'WITHDRAWN: On paper',
    '[Withdrawn] On paper',
    'Retracted: On paper',
    'On paper [withdrawn]',
    'On paper (This paper has been withdrawn)',
  ])('titled %s', title => {
    expect(isSaidWithdrawn({...paper, title})).toBe(true);
  });
});

describe('a paper stands', () => {
  test.each([
    '',
    '20 pages, 3 figures',
    'Accepted at a conference',
    'Withdrawn from a conference in 2026',
    'This paper was withdrawn from that workshop and is published elsewhere',
    'We study papers that have been withdrawn',
    'We study withdrawn papers',
    'A dataset of retracted articles',
    'Code withdrawn from the repository',
    'An earlier version was withdrawn from a conference',
    'We retract the claim of Theorem 2',
    'This paper replaces the withdrawn arXiv:1901.00001',
    'Retracted papers are cited for years',
    'Withdrawing troops costs money',
    'This paper studies how a paper is withdrawn by its authors',
    'A withdrawn version of a standard is still read',
    'The work of a withdrawn child',
  ])('whose comment or abstract says %j', text => {
    expect(isSaidWithdrawn({...paper, comment: text})).toBe(false);
    expect(isSaidWithdrawn({...paper, abstract: `${text}. We fold paper.`})).toBe(false);
  });

  test('whose abstract speaks of others that were withdrawn', () => {
    const abstract = 'We count retractions. This paper has been withdrawn, say many journals of one paper.';
    expect(isSaidWithdrawn({...paper, abstract})).toBe(false);
  });

  test('whatever it says, and is read quickly', () => {
    fc.assert(
      fc.property(fc.string({maxLength: 3000}), text => {
        isSaidWithdrawn({title: text, comment: text, abstract: text});
      }),
    );
    expect(isSaidWithdrawn({...paper, comment: 'the '.repeat(20_000)})).toBe(false);
  });
});
