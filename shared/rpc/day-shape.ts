import { z } from 'zod';

/** A day as it travels between services and screens: `YYYY-MM-DD`. */
export const dayShape = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
