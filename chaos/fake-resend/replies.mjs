/** @import {Reply} from './types.ts' */

/**
 * An error in Resend's own form: `{"statusCode", "name", "message"}`.
 * @param {{status: number, name: string, message: string, headers?: Record<string, string>}} error
 * @returns {Reply}
 */
export const errorReply = ({status, name, message, headers = {}}) => ({
  status,
  body: JSON.stringify({statusCode: status, name, message}),
  headers: {'content-type': 'application/json', ...headers},
});

/**
 * @param {string} body JSON
 * @returns {Reply}
 */
export const textReply = body => ({status: 200, body, headers: {'content-type': 'application/json'}});

/** @param {unknown} content */
export const jsonReply = content => textReply(JSON.stringify(content));

/**
 * What a gateway in front of Resend says when Resend does not answer.
 * @param {number} status
 * @returns {Reply}
 */
export const htmlReply = status => ({
  status,
  body: `<html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>`,
  headers: {'content-type': 'text/html'},
});
