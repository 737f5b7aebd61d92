import {once} from 'node:events';
import {connect, createServer, type Socket} from 'node:net';

/** A port on loopback that passes bytes on, as a virtual address or a network between two hosts does. */
export type Relay = {
  port: number;
  /** Cuts the connections there are; new ones go to this port, or nowhere with null. */
  leadTo(port: number | null): void;
  /** New connections go to this port; those there are stand. */
  leadNewTo(port: number): void;
  /** What the far end sends from here on does not arrive, though the connections stand. */
  backOff(): void;
  close(): Promise<void>;
};

type Passage = {near: Socket; far: Socket};

export const openRelay = async (port: number | null): Promise<Relay> => {
  let target = port;
  const passages = new Set<Passage>();
  const cutAll = () => {
    for (const {near, far} of passages) {
      near.destroy();
      far.destroy();
    }
    passages.clear();
  };
  const server = createServer(near => {
    near.on('error', () => near.destroy());
    if (target === null) {
      near.destroy();
      return;
    }
    const passage = join(near, connect(target, '127.0.0.1'));
    passages.add(passage);
    passage.far.once('close', () => passages.delete(passage));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the relay has no port');
  return {
    port: address.port,
    leadTo: next => {
      target = next;
      cutAll();
    },
    leadNewTo: next => {
      target = next;
    },
    backOff: () => {
      for (const {near, far} of passages) far.unpipe(near);
    },
    close: async () => {
      cutAll();
      server.close();
      await once(server, 'close');
    },
  };
};

/** Either end's end is the other's, with an error or without. */
const join = (near: Socket, far: Socket): Passage => {
  near.pipe(far);
  far.pipe(near);
  near.once('close', () => far.destroy());
  far.once('close', () => near.destroy());
  far.on('error', () => far.destroy());
  return {near, far};
};
