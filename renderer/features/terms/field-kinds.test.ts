import { describe, expect, test } from 'vitest';
import { type FieldKind, readField, writeField } from './field-kinds.ts';

const read = (kind: FieldKind, text: string) => readField(kind, text, 'NPR');

describe('a setting as it is typed', () => {
  test.each([
    [{ kind: 'share' }, '12,5', 1250],
    [{ kind: 'share' }, '', 0],
    [{ kind: 'amount' }, '1,500', 150_000],
    [{ kind: 'amount', maybe: true }, '', null],
    [{ kind: 'count', least: 0, most: 10, maybe: true }, '', null],
    [{ kind: 'code' }, ' early10 ', 'EARLY10'],
    [{ kind: 'day', maybe: true }, '', null],
    [{ kind: 'flag' }, 'yes', true],
  ] as const)('%o reads “%s”', (kind, text, value) => {
    expect(read(kind, text)).toEqual({ ok: true, value });
  });

  test.each([
    [{ kind: 'share' }, '101', 'noShare'],
    [{ kind: 'share' }, '-1', 'noShare'],
    [{ kind: 'amount' }, 'much', 'noAmount'],
    [{ kind: 'count', least: 1, most: 10 }, '11', 'noCount'],
    [{ kind: 'code' }, 'two words', 'noCode'],
    [{ kind: 'text', most: 9, must: true }, ' ', 'missing'],
    [{ kind: 'day' }, '', 'noDay'],
  ] as const)('%o does not take “%s”', (kind, text, error) => {
    expect(read(kind, text)).toEqual({ ok: false, error });
  });

  test('[U7] the rule of an agent for all products stands last, whatever the order it was typed in', () => {
    const typed = JSON.stringify([
      { productId: '', share: '10' },
      { productId: 'p1', share: '12.5' },
    ]);
    expect(read({ kind: 'rules' }, typed)).toEqual({
      ok: true,
      value: [
        { productId: 'p1', basisPoints: 1250 },
        { productId: null, basisPoints: 1000 },
      ],
    });
    expect(read({ kind: 'rules' }, typed.replace('p1', ''))).toEqual({ ok: false, error: 'noRules' });
  });

  test('what is written is read back as it was', () => {
    const rules = [{ productId: null, basisPoints: 750 }];
    expect(read({ kind: 'rules' }, writeField({ kind: 'rules' }, rules, 'NPR'))).toEqual({ ok: true, value: rules });
    expect(writeField({ kind: 'amount' }, 150_050, 'NPR')).toBe('1500.50');
    expect(writeField({ kind: 'share' }, 1250, 'NPR')).toBe('12.5');
  });
});
