import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contentPolicy } from '../hosts/content-policy.ts';
import {
  deniedSwitches,
  fuses,
  isTrustedSender,
  mayNavigate,
  mayPermit,
  schemePrivileges,
  webPreferences,
} from './security.ts';

test('the page has no Node, no way past the sandbox and no way around the same-origin rule', () => {
  expect(webPreferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    navigateOnDragDrop: false,
  });
  expect(schemePrivileges).not.toHaveProperty('bypassCSP');
  expect(schemePrivileges).not.toHaveProperty('corsEnabled');
});

test.each([
  ['app://cairn/index.html', true],
  ['app://cairn/#/calendar', true],
  ['app://cairn.evil/index.html', false],
  ['app://cairn@evil/index.html', false],
  ['app://other/index.html', false],
  ['https://cairn/', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['data:text/html,x', false],
  ['about:blank', false],
  ['not an address', false],
])('the window may go to %s: %s', (url, may) => {
  expect(mayNavigate(url)).toBe(may);
});

test('a page is granted the clipboard for writing, and nothing else', () => {
  expect(mayPermit('clipboard-sanitized-write', 'app://cairn/index.html')).toBe(true);
  expect(mayPermit('clipboard-sanitized-write', 'https://elsewhere/')).toBe(false);
  for (const permission of ['media', 'geolocation', 'notifications', 'openExternal', 'usb', 'serial', 'clipboard-read'])
    expect(mayPermit(permission, 'app://cairn/index.html')).toBe(false);
});

test('only the top page of our own is listened to', () => {
  expect(isTrustedSender({ url: 'app://cairn/index.html', parent: null })).toBe(true);
  expect(isTrustedSender({ url: 'app://cairn/index.html', parent: {} })).toBe(false);
  expect(isTrustedSender({ url: 'https://elsewhere/', parent: null })).toBe(false);
  expect(isTrustedSender(null)).toBe(false);
});

test('no script but our own files, nothing embedded, nothing embedding us', () => {
  const rules = new Map(contentPolicy.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)]));
  expect(rules.get('default-src')).toEqual(["'self'"]);
  expect(rules.get('script-src')).toEqual(["'self'"]);
  expect(rules.get('object-src')).toEqual(["'none'"]);
  expect(rules.get('base-uri')).toEqual(["'none'"]);
  expect(rules.get('frame-ancestors')).toEqual(["'none'"]);
  expect(contentPolicy).not.toMatch(/unsafe-eval|https?:|\*/);
});

test('the packaged program carries exactly the fuses of the design', () => {
  const yml = readFileSync(new URL('../../electron-builder.yml', import.meta.url), 'utf8');
  const section = /^electronFuses:\n((?: {2}.*\n)+)/m.exec(yml)?.[1] ?? '';
  const packaged = Object.fromEntries(
    section
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const [name = '', value] = line.trim().split(': ');
        return [name, value === 'true'];
      }),
  );
  expect(packaged).toEqual(fuses);
  expect(fuses).toMatchObject({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    onlyLoadAppFromAsar: true,
  });
  expect(deniedSwitches).toContain('remote-debugging-port');
});
