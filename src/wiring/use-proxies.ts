import type {ProxySettings} from '../settings/proxy.ts';
import {proxyFor} from '../settings/proxy-for.ts';

/**
 * Sends every `fetch` of this process through the proxies that are set, and changes nothing where none is.
 * Node's own support for them is newer than Node 20, so undici has it (docs/decisions/0001-dependencies.md).
 */
export const useProxies = async (settings: ProxySettings): Promise<void> => {
  const urls = [settings.HTTPS_PROXY, settings.HTTP_PROXY].filter(url => url !== undefined);
  if (urls.length === 0) return;
  const {Agent, ProxyAgent, setGlobalDispatcher} = await import('undici');
  const agents = new Map(urls.map(url => [url, new ProxyAgent(toOptions(url))]));
  setGlobalDispatcher(
    new Agent().compose(direct => (options, handler) => {
      const proxy = options.origin ? proxyFor(new URL(options.origin), settings) : null;
      const agent = proxy === null ? undefined : agents.get(proxy);
      return agent ? agent.dispatch(options, handler) : direct(options, handler);
    }),
  );
};

/** The name and password leave the address, so that no error can quote them. */
const toOptions = (proxy: string) => {
  const uri = new URL(proxy);
  const user = [uri.username, uri.password].map(decodeURIComponent).join(':');
  uri.username = '';
  uri.password = '';
  return {
    uri: uri.href,
    // Many proxies open no tunnel to port 80.
    proxyTunnel: false,
    ...(user === ':' ? {} : {token: `Basic ${Buffer.from(user).toString('base64')}`}),
  };
};
