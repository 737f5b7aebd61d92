import type {EditionId} from '../editions/edition.ts';

export type DigestLinks = {unsubscribeUrl: string; manageUrl: string; opinionUrl: string; viewUrl: string};

/** The links of one subscriber's mail: always under the public address, never under what a request says. */
export const digestLinks = ({
  publicUrl,
  edition,
  unsubscribeToken,
  manageToken,
  opinionToken,
}: {
  publicUrl: string;
  edition: EditionId;
  unsubscribeToken: string;
  manageToken: string;
  opinionToken: string;
}): DigestLinks => ({
  unsubscribeUrl: `${publicUrl}/unsubscribe/${unsubscribeToken}`,
  manageUrl: `${publicUrl}/manage/${manageToken}`,
  opinionUrl: `${publicUrl}/opinion/${opinionToken}`,
  viewUrl: `${publicUrl}/editions/${edition}`,
});
