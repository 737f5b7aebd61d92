import type {EditionId} from '../editions/edition.ts';

export type DigestLinks = {unsubscribeUrl: string; manageUrl: string; viewUrl: string};

/** The links of one subscriber's mail: always under the public address, never under what a request says. */
export const digestLinks = ({
  publicUrl,
  edition,
  unsubscribeToken,
  manageToken,
}: {
  publicUrl: string;
  edition: EditionId;
  unsubscribeToken: string;
  manageToken: string;
}): DigestLinks => ({
  unsubscribeUrl: `${publicUrl}/unsubscribe/${unsubscribeToken}`,
  manageUrl: `${publicUrl}/manage/${manageToken}`,
  viewUrl: `${publicUrl}/editions/${edition}`,
});
