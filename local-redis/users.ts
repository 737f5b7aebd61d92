import {timingSafeEqual} from 'node:crypto';
import {createServer, type Socket} from 'node:net';

const helloWithinMs = 2000;

/** Those who hold a connection to a keeper, and so keep its Redis alive. */
export type Users = {
  port: number;
  count(): number;
  /** Answers the waiting users, and from now on everybody at once. */
  letIn(): void;
  /** Milliseconds since the last user left or, before the first came, since the keeper started. */
  idleMs(): number;
  hadSome(): boolean;
  close(): void;
};

/** Waits for users at a loopback port of its own choice; they must know the secret. */
export const welcomeUsers = (secret: string): Promise<Users> => {
  const known = new Set<Socket>();
  const waiting = new Set<Socket>();
  const connected = new Set<Socket>();
  const state = {idleSince: Date.now(), isOpen: false, hadSome: false};
  const admit = (socket: Socket) => {
    state.hadSome = true;
    if (state.isOpen) socket.write('ready\n');
    else waiting.add(socket);
  };
  const server = createServer(socket => {
    connected.add(socket);
    // A user that was killed resets its connection; 'close' follows and counts.
    socket.on('error', () => undefined);
    readHello(socket, secret, () => {
      known.add(socket);
      admit(socket);
    });
    socket.once('close', () => {
      connected.delete(socket);
      waiting.delete(socket);
      if (known.delete(socket)) state.idleSince = Date.now();
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({
        port: address && typeof address === 'object' ? address.port : 0,
        count: () => known.size,
        letIn: () => {
          state.isOpen = true;
          for (const socket of waiting) socket.write('ready\n');
          waiting.clear();
        },
        idleMs: () => Date.now() - state.idleSince,
        hadSome: () => state.hadSome,
        close: () => {
          server.close();
          // Also those who have not said hello yet: nobody would answer them any more, and they would wait for that.
          for (const socket of connected) socket.destroy();
        },
      });
    });
  });
};

/** The first line must be the secret, soon and short; whoever says anything else is shown out. */
const readHello = (socket: Socket, secret: string, welcome: () => void): void => {
  let said = Buffer.alloc(0);
  const expected = Buffer.from(`${secret}\n`);
  const timer = setTimeout(() => socket.destroy(), helloWithinMs);
  socket.once('close', () => clearTimeout(timer));
  const listen = (part: Buffer) => {
    said = Buffer.concat([said, part]);
    if (said.length < expected.length) return;
    clearTimeout(timer);
    socket.off('data', listen);
    socket.resume();
    if (said.length === expected.length && timingSafeEqual(said, expected)) welcome();
    else socket.destroy();
  };
  socket.on('data', listen);
};
