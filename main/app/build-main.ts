import { join, resolve } from 'node:path';
import { build } from 'vite';

/**
 * Bundles the desktop program: the window's process and the services as modules, the preload as the single CommonJS file
 * that a sandboxed page can have. Electron and the native SQLite stay outside. `npm run build` runs this beside the screens.
 */
export async function buildMain(root: string = resolve(import.meta.dirname, '../..')): Promise<void> {
  const outDir = join(root, 'build/main');
  const external = ['electron', 'better-sqlite3'];
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    ssr: { noExternal: true, external, target: 'node' },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node24',
      sourcemap: true,
      rollupOptions: {
        external,
        input: {
          electron: join(root, 'main/app/electron.ts'),
          services: join(root, 'main/hosts/electron-host.ts'),
          // Begun by its name, as a thread of the services.
          'snapshot-thread': join(root, 'main/services/sync/snapshot-thread.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'part-[hash].js' },
      },
    },
  });
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    ssr: { noExternal: true, external, target: 'node' },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      target: 'chrome140',
      rollupOptions: {
        external,
        input: { preload: join(root, 'main/preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  });
}

if (import.meta.main) await buildMain();
