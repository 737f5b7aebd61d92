import {Resend} from 'resend';
import {toNetworkCause} from './network-cause.ts';

/**
 * The SDK with one of its public methods replaced: its own `fetchRequest` keeps the cause of a failure
 * without an answer to itself, so that a refused connection looks like a lost answer. The results have the
 * SDK's shape; an error without an answer has the cause's name and words, and `isUnsent`. Never throws.
 */
export const openResendClient = ({apiKey, baseUrl}: {apiKey: string; baseUrl: string}): Resend => {
  const resend = new Resend(apiKey, {baseUrl});
  Reflect.set(resend, 'fetchRequest', async (path: string, options?: RequestInit) => {
    try {
      return await toResult(await fetch(`${baseUrl}${path}`, options));
    } catch (error) {
      return {data: null, error: {statusCode: null, ...toNetworkCause(error)}, headers: null};
    }
  });
  return resend;
};

const toResult = async (response: Response) => {
  const headers = Object.fromEntries(response.headers.entries());
  const body = parseJson(await response.text());
  if (response.ok) return {data: body, error: null, headers};
  const {status: statusCode, statusText: message} = response;
  return {data: null, error: body ?? {statusCode, name: 'application_error', message}, headers};
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
