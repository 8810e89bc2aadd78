import { protocol } from 'electron';
import { securityHeaders } from '../hosts/content-policy.ts';
import { rendererFile } from '../hosts/renderer-files.ts';
import { APP_SCHEME, isOwnUrl, schemePrivileges } from './security.ts';

/** Before the program is ready: makes our scheme an origin of its own. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: schemePrivileges }]);
}

/** Serves the built screens under our scheme, with the same policy as the browser host. */
export function serveScreens(rendererFolder: string): void {
  protocol.handle(APP_SCHEME, async (request) => {
    const url = URL.parse(request.url);
    const file = url === null || !isOwnUrl(request.url) ? undefined : await rendererFile(rendererFolder, url.pathname);
    if (file === undefined) return new Response('Nothing is here.\n', { status: 404, headers: securityHeaders });
    const headers = { ...securityHeaders, 'content-type': file.type, 'cache-control': file.cache };
    return new Response(new Uint8Array(file.body), { headers });
  });
}
