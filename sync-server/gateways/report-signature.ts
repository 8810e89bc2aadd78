import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far a report's time may be from the server's: what was overheard is worth nothing later. Milliseconds. */
const FRESH_MS = 300_000;

/** What a gateway signs a report with: HMAC-SHA256 in hex over the time, in milliseconds since 1970, and the body's text. */
export function reportSignature(secret: string, at: string, body: string): string {
  return createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
}

/** Whether a report is that gateway's, and of now. The signature is compared in the same time, however much of it is right. */
export function isGenuine(
  secret: string,
  report: { readonly at: string; readonly body: string; readonly signature: string },
  now: string,
): 'genuine' | 'forged' | 'stale' {
  const wanted = Buffer.from(reportSignature(secret, report.at, report.body));
  const given = Buffer.from(report.signature);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return 'forged';
  if (!/^\d{1,15}$/.test(report.at)) return 'forged';
  return Math.abs(Number(report.at) - Date.parse(now)) <= FRESH_MS ? 'genuine' : 'stale';
}
