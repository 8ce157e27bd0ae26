/** Finding a function's handler in its bundle, with the errors Lambda's Node.js runtime gives. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export type Handler = (event: unknown, context: unknown) => unknown;

/** The endings Lambda's runtime tries, in its order. */
const EXTENSIONS = ['.js', '.mjs', '.cjs'];

class RuntimeError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/**
 * Loads the bundle and picks the handler. Throws what the bundle throws while it loads, or `Runtime.…` as Lambda does.
 * An `index.js` is read as the nearest `package.json` says, which on a laptop may lie above the bundle; `.mjs` and
 * `.cjs` mean the same in both places.
 */
export async function loadHandler(bundleFolder: string, name: string): Promise<Handler> {
  const [file = '', ...exportPath] = name.split('.');
  const module = await importModule(bundleFolder, file);
  const handler = exportPath.reduce(property, module);
  if (!isHandler(handler)) {
    throw new RuntimeError('Runtime.HandlerNotFound', `${name} is undefined or not exported`);
  }
  if (handler.length >= 3) {
    throw new RuntimeError(
      'Runtime.CallbackHandlerDeprecated',
      `${name} takes a callback; Node.js 24 on Lambda takes async handlers only. Return a promise instead.`,
    );
  }
  return handler;
}

async function importModule(bundleFolder: string, file: string): Promise<unknown> {
  const path = EXTENSIONS.map((extension) => join(bundleFolder, file + extension)).find(existsSync);
  if (path === undefined) {
    throw new RuntimeError('Runtime.ImportModuleError', `Error: Cannot find module '${file}'`);
  }
  try {
    return await import(pathToFileURL(path).href);
  } catch (error) {
    throw asRuntimeError(error);
  }
}

function asRuntimeError(error: unknown): unknown {
  if (error instanceof SyntaxError) return new RuntimeError('Runtime.UserCodeSyntaxError', String(error));
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const missing = code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND';
  return missing ? new RuntimeError('Runtime.ImportModuleError', String(error)) : error;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}
