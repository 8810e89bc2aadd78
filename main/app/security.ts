/** The scheme and origin under which the screens are served inside the window. Nothing else is ever loaded there. */
export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://cairn';

/** What the scheme may do: be an origin of its own, count as secure, fetch its own files. */
export const schemePrivileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true } as const;

/** The window's rights: a page as any other, in the sandbox, apart from the preload, without Node. */
export const webPreferences = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
} as const;

/** How the window opens: the counter's common screen, and never too small for the tape chart. */
export const windowOptions = {
  width: 1366,
  height: 768,
  minWidth: 1024,
  minHeight: 640,
  show: false,
  autoHideMenuBar: true,
  backgroundColor: '#ffffff',
} as const;

/** Fuses of the packaged program, by @electron/fuses' names; electron-builder.yml carries the same, and a test compares them. */
export const fuses = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
} as const;

/** Command line switches that would open the packaged program to others on the machine. */
export const deniedSwitches = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'inspect',
  'inspect-brk',
  'js-flags',
] as const;

/** "Copy diagnostics" writes the clipboard. A page is asked for nothing else, so it gets nothing else. */
const grantedPermissions: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

/** Whether an address is one of our own pages. */
export function isOwnUrl(url: string): boolean {
  const parsed = URL.parse(url);
  // The origin of a scheme of one's own is opaque to URL, so its parts are compared.
  return (
    parsed !== null &&
    `${parsed.protocol}//${parsed.host}` === APP_ORIGIN &&
    parsed.username === '' &&
    parsed.port === ''
  );
}

/** Where the window may go: nowhere but to our own pages. */
export function mayNavigate(url: string): boolean {
  return isOwnUrl(url);
}

/** What a page is allowed of the system's doings. `url` is the page that asks. */
export function mayPermit(permission: string, url: string): boolean {
  return isOwnUrl(url) && grantedPermissions.has(permission);
}

/** A frame that sends us a message, as Electron shows it; null once it is gone. */
export interface SenderFrame {
  readonly url: string;
  readonly parent: unknown;
}

/** Whether a message comes from the window's own top page: no frame inside it, no page from elsewhere. */
export function isTrustedSender(frame: SenderFrame | null): boolean {
  return frame !== null && frame.parent === null && isOwnUrl(frame.url);
}
