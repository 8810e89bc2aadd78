import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

/** One file of the built screens, ready to be sent. */
export interface RendererFile {
  readonly body: Buffer;
  readonly type: string;
  /** Pages are asked for anew each time; what has its content's hash in its name may be kept. */
  readonly cache: string;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.json': 'application/json',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
};

/** The file of that address path under `folder`, or undefined: for what is not there, of an unknown type, or outside the folder by any trick. */
export async function rendererFile(folder: string, pathname: string): Promise<RendererFile | undefined> {
  const path = plainPath(pathname);
  const type = path === undefined ? undefined : types[extname(path)];
  if (path === undefined || type === undefined) return undefined;
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, path));
    // A link inside the folder must not lead out of it.
    if (!file.startsWith(root + sep)) return undefined;
    const body = await readFile(file);
    return { body, type, cache: cacheFor(path) };
  } catch {
    return undefined;
  }
}

function plainPath(pathname: string): string | undefined {
  try {
    const path = decodeURIComponent(pathname === '/' ? '/index.html' : pathname);
    const clean =
      path.startsWith('/') && !path.includes('\0') && !path.includes('\\') && !path.split('/').includes('..');
    return clean ? path : undefined;
  } catch {
    return undefined;
  }
}

function cacheFor(path: string): string {
  return /^\/assets\/.*-[\w-]{8,}\.\w+$/.test(path) ? 'private, max-age=31536000, immutable' : 'no-store';
}
