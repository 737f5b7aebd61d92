import {createSocket} from 'node:dgram';
import {decode, encode} from 'dns-packet';

export type FakeDns = {
  /** As a resolver takes it, `127.0.0.1:5353`. */
  server: string;
  close(): Promise<void>;
};

/** A name server on loopback that knows these TXT records; every other name it says is not there. */
export const openDns = async (records: Record<string, string[]>): Promise<FakeDns> => {
  const socket = createSocket('udp4');
  socket.on('message', (message, {port, address}) => {
    const {id, questions = []} = decode(message);
    const [question] = questions;
    const name = question?.name.toLowerCase() ?? '';
    const texts = records[name];
    // 3 is NXDOMAIN (RFC 1035 section 4.1.1).
    const answer = encode({
      type: 'response',
      ...(id === undefined ? {} : {id}),
      flags: texts ? 0 : 3,
      questions,
      answers: (texts ?? []).map(data => ({type: 'TXT', name, ttl: 1, data})),
    });
    socket.send(answer, port, address);
  });
  await new Promise<void>(resolve => socket.bind(0, '127.0.0.1', resolve));
  return {
    server: `127.0.0.1:${socket.address().port}`,
    close: () => new Promise(resolve => socket.close(() => resolve())),
  };
};
