import { spawn } from 'node:child_process';
import type { Mutant } from './mutant.ts';
import { type Verdict, whileBroken } from './try-mutant.ts';

/** The longest that a mutant's seeds may take, in milliseconds: one that hangs is not found by a check. */
const PATIENCE = 420_000;

/** Runs seeds of the simulation on the broken copy until one of them finds something broken; `killer` says which, and what it found. */
export function simulateMutant(folder: string, mutant: Mutant, seeds: number): Promise<Verdict> {
  return whileBroken(folder, mutant, async () => {
    const size = ['--seeds', String(seeds), '--desks', '3', '--days', '1', '--from', '70000', '--until-broken'];
    const child = spawn(process.execPath, ['test/simulation/simulate.ts', ...size], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const late = setTimeout(() => child.kill('SIGTERM'), PATIENCE);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (said += bytes.toString()));
    await new Promise((resolve) => child.on('close', resolve));
    clearTimeout(late);
    const ran = [...said.matchAll(/^seed \d+: .*$/gm)].length;
    // The breaches stand indented behind a broken seed, the way to replay it last.
    const found = /^ {2}(?!replay)(\S.*)$/m.exec(said)?.[1];
    if (found !== undefined)
      return { outcome: 'killed', killer: `seed ${ran} of ${seeds}: ${found.slice(0, 160)}`, said };
    return { outcome: ran > 0 ? 'survived' : 'not run', killer: `${ran} seeds ran`, said };
  });
}
