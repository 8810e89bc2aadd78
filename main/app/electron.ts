import { BrowserWindow, app, dialog, ipcMain, session } from 'electron';
import { join } from 'node:path';
import { deskArguments } from '../hosts/desk-arguments.ts';
import { declareScheme, serveScreens } from './app-protocol.ts';
import { guardPages, guardSession } from './guard.ts';
import { APP_ORIGIN, deniedSwitches, isTrustedSender, webPreferences, windowOptions } from './security.ts';
import { runServices } from './services-process.ts';

/* The desktop program: windows and security only. What the lodge does is in the services (main/services). */

const STOP_WITHIN_MS = 5_000;
const built = import.meta.dirname;

for (const name of app.isPackaged ? deniedSwitches : []) app.commandLine.removeSwitch(name);
const given = deskArguments(process.argv.slice(app.isPackaged ? 1 : 2));
if (given.dataFolder !== undefined) app.setPath('userData', join(given.dataFolder, 'window'));
const dataFolder = given.dataFolder ?? join(app.getPath('userData'), 'desk');

if (!app.requestSingleInstanceLock()) app.quit();
else {
  declareScheme();
  guardPages();
  app.enableSandbox();
  void app.whenReady().then(run);
}

function run(): void {
  guardSession(session.defaultSession);
  serveScreens(join(built, '../renderer'));
  const services = runServices(join(built, 'services.js'), given.toArgs(dataFolder), (why) => {
    dialog.showErrorBox('Cairn', why);
    app.quit();
  });

  ipcMain.on('cairn:connect', (event) => {
    const [port] = event.ports;
    if (port === undefined) return;
    if (isTrustedSender(event.senderFrame)) services.join(port);
    else port.close();
  });

  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows();
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) openWindow();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  let stopped = false;
  app.on('before-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void services.stop(STOP_WITHIN_MS).then(() => {
      stopped = true;
      app.quit();
    });
  });
  process.on('SIGTERM', () => app.quit());
  // Started by `npm start`: ends with it.
  process.on('disconnect', () => app.quit());
  openWindow();
}

function openWindow(): void {
  const window = new BrowserWindow({
    ...windowOptions,
    webPreferences: { ...webPreferences, preload: join(built, 'preload.cjs') },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${APP_ORIGIN}/index.html`);
}
