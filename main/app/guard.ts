import { type Session, app } from 'electron';
import { mayNavigate, mayPermit } from './security.ts';

/** Puts the rules of security.ts over a session: permissions, devices, downloads. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(mayPermit(permission, contents.getURL())),
  );
  session.setPermissionCheckHandler((contents, permission) => mayPermit(permission, contents?.getURL() ?? ''));
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

/** Puts them over every page that there will ever be: it goes nowhere, opens nothing, embeds nothing. */
export function guardPages(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => {
      if (!mayNavigate(event.url)) event.preventDefault();
    });
    contents.on('will-frame-navigate', (event) => {
      if (!mayNavigate(event.url) && event.url !== 'about:srcdoc') event.preventDefault();
    });
    contents.on('will-redirect', (event) => {
      if (!mayNavigate(event.url)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}
