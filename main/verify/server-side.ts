import { z } from 'zod';
import type { Identity } from '#main/store/meta.ts';
import { proofHeader } from '#main/services/sync/desk-keys.ts';
import { type DigestsAnswer, digestsAnswer } from '#shared/sync/digests-answer.ts';
import { protocolVersion } from '#shared/sync/envelope.ts';
import { CannotJudge } from './replica-file.ts';

/** What the server says to a desk that asks for its own. Throws {@link CannotJudge} where it says nothing. */
export interface ServerSide {
  digests(): Promise<DigestsAnswer>;
  /** Whether rows have come since this place in the feed; also where that place is no longer known. */
  hasMoreThan(feed: { readonly handle: string; readonly offset: string }): Promise<boolean>;
}

interface Asking {
  readonly identity: Identity;
  readonly server: string;
  /** Server time less this machine's, in milliseconds. */
  readonly clockOffset: number;
}

export function serverSide({ identity, server, clockOffset }: Asking): ServerSide {
  async function ask(path: string, search: Readonly<Record<string, string>> = {}): Promise<Response> {
    const url = new URL(path, server);
    url.search = new URLSearchParams(search).toString();
    const headers = {
      authorization: `Bearer ${identity.token}`,
      'cairn-protocol': String(protocolVersion),
      'cairn-proof': proofHeader(identity, Date.now() + clockOffset, path),
    };
    return fetch(url, { headers, signal: AbortSignal.timeout(120_000) }).catch((cause: unknown) => {
      throw new CannotJudge(`The server at ${url.origin} cannot be reached.`, { cause });
    });
  }

  return {
    async digests() {
      const response = await ask('/v1/digests');
      if (!response.ok) throw new CannotJudge(`The server does not say what it has: ${await saidBy(response)}`);
      return digestsAnswer.parse(await response.json());
    },
    async hasMoreThan({ handle, offset }) {
      for (let from = offset; ;) {
        const response = await ask('/v1/feed', { handle, offset: from });
        if (response.status === 409) return true;
        if (!response.ok) throw new CannotJudge(`The feed cannot be read: ${await saidBy(response)}`);
        if (feedMessages.parse(await response.json()).some(({ headers }) => headers.operation !== undefined))
          return true;
        const next = response.headers.get('electric-offset');
        if (response.headers.has('electric-up-to-date') || next === null || next === from) return false;
        from = next;
      }
    },
  };
}

const feedMessages = z.array(z.looseObject({ headers: z.looseObject({ operation: z.string().optional() }) }));

async function saidBy(response: Response): Promise<string> {
  return `${response.status} ${(await response.text()).slice(0, 200)}`;
}
