import {parentPort} from 'node:worker_threads';
import {createRedisMock} from 'js-redis-server';

/** The thread of the in-memory Redis: starts it and tells its address. */
const server = await createRedisMock();
parentPort?.postMessage(server.url);
