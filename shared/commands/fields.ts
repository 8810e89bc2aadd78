import { z } from 'zod';
import { isPlainDate } from '#shared/kernel/dates.ts';

/** The fields that commands share: bounded, so that no message can be larger than a person would write. */
export const idField = z.string().min(1).max(64);
export const dayField = z.string().refine(isPlainDate, 'a day, YYYY-MM-DD');
export const shortText = z.string().max(200);
export const longText = z.string().max(4000);
/** An amount in minor units of the property's currency. */
export const amountField = z.number().int().min(0).max(1_000_000_000_000);
export const versionField = z.number().int().min(1);
export const paxField = z.number().int().min(0).max(99);
