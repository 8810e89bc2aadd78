import { z } from 'zod';

/** A printable document: complete HTML with its own style, for the preview and the printer alike. */
export const printView = z.object({ title: z.string(), html: z.string(), text: z.string() });
export type PrintView = z.infer<typeof printView>;
