import { parentPort, workerData } from 'node:worker_threads';
import dynalite from 'dynalite';
import * as z from 'zod';

/** Longer than any pause between two calls of the stack, so that no kept connection breaks under a request. */
const KEEP_ALIVE_MS = 10 * 60 * 1000;

const { dataDir } = z.object({ dataDir: z.string() }).parse(workerData);
const server = dynalite({ path: dataDir, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
server.keepAliveTimeout = KEEP_ALIVE_MS;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  parentPort?.postMessage({ port: typeof address === 'object' && address !== null ? address.port : 0 });
});

parentPort?.once('message', () => {
  server.close(() => parentPort?.close());
  server.closeAllConnections();
});
