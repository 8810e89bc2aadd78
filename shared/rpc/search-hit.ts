import { z } from 'zod';

export const searchHit = z.object({
  kind: z.enum(['booking', 'guest', 'room', 'receipt']),
  id: z.string(),
  title: z.string(),
  subtitle: z.string(),
  bookingId: z.string().nullable(),
});
export type SearchHit = z.infer<typeof searchHit>;
