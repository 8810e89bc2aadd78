import { join, resolve } from 'node:path';

/** The project's own folder. */
export const root = resolve(import.meta.dirname, '../..');

/** Where everything that is made here lies: the server's data and each desk's. `CAIRN_HOME` puts it elsewhere. */
export const home = resolve(process.env['CAIRN_HOME'] ?? join(root, '.cairn'));

export const serverFolder = join(home, 'server');
export const desksFolder = join(home, 'desks');
export const deskFolder = (name: string) => join(desksFolder, name);
