import {createSocket} from 'node:dgram';
import {type Answer, decode, encode} from 'dns-packet';

export type FakeDns = {
  /** As a resolver takes it, `127.0.0.1:5353`. */
  server: string;
  close(): Promise<void>;
};

/**
 * A name server on loopback that knows these TXT records, and hosts for mail; every other name it says is not
 * there. `org` it knows, as each that has a way to the world does.
 */
export const openDns = async (
  records: Record<string, string[]>,
  {mx = {}, isBlind = false}: {mx?: Record<string, string[]>; isBlind?: boolean} = {},
): Promise<FakeDns> => {
  // A name is there with whatever it has, and as part of one that is (RFC 8020).
  const names = [...Object.keys(records), ...Object.keys(mx), ...(isBlind ? [] : ['org'])];
  const isThere = (name: string) => names.some(known => known === name || known.endsWith(`.${name}`));
  const socket = createSocket('udp4');
  socket.on('message', (message, {port, address}) => {
    const {id, questions = []} = decode(message);
    const [question] = questions;
    const name = question?.name.toLowerCase() ?? '';
    const found = answersTo(question?.type ?? '');
    function answersTo(type: string): Answer[] {
      if (type === 'TXT') return (records[name] ?? []).map(data => ({type: 'TXT', name, ttl: 1, data}));
      if (type === 'NS' && name === 'org' && !isBlind)
        return [{type: 'NS', name, ttl: 1, data: 'a.example.org'}];
      return (mx[name] ?? []).map(exchange => ({type: 'MX', name, ttl: 1, data: {preference: 1, exchange}}));
    }
    // 3 is NXDOMAIN (RFC 1035 section 4.1.1).
    const answer = encode({
      type: 'response',
      ...(id === undefined ? {} : {id}),
      flags: isThere(name) ? 0 : 3,
      questions,
      answers: found,
    });
    socket.send(answer, port, address);
  });
  await new Promise<void>(resolve => socket.bind(0, '127.0.0.1', resolve));
  return {
    server: `127.0.0.1:${socket.address().port}`,
    close: () => new Promise(resolve => socket.close(() => resolve())),
  };
};
