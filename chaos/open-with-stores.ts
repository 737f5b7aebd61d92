import {type Opening, type Paperboy, wirePaperboy} from '../src/app.ts';
import {type Foundation, openFoundation} from '../src/wiring/foundation.ts';

/** The product with its stores laid open: tests and the bench look at what it keeps. */
export type OpenPaperboy = Paperboy & {stores: Foundation};

export const openWithStores = async (opening: Opening): Promise<OpenPaperboy> => {
  const stores = await openFoundation(opening);
  return {...wirePaperboy(stores), stores};
};
