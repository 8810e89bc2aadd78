import fc from 'fast-check';
import { expect, test } from 'vitest';
import { liftLiterals } from './lift-literals.ts';
import { jsonLiteral, numberLiteral, textLiteral } from './sql-literal.ts';

const text = fc.string({ unit: 'binary' }).filter((value) => !value.includes('\0'));

test('whatever a literal holds comes back as the parameter’s value, and nothing of it stays in the text', () => {
  fc.assert(
    fc.property(
      fc.array(text, { maxLength: 5 }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      (texts, number) => {
        const list = [...texts.map(textLiteral), numberLiteral(number), jsonLiteral({ texts })].join(', ');
        const lifted = liftLiterals(`SELECT id AS "the ""id""" FROM booking WHERE note IN (${list})`);
        expect(lifted.values).toEqual([...texts, String(number), JSON.stringify({ texts })]);
        const places = lifted.values.map((_, at) => `$${at + 1}`).join(', ');
        expect(lifted.text).toBe(`SELECT id AS "the ""id""" FROM booking WHERE note IN (${places}::jsonb)`);
      },
    ),
    { examples: [[['\u0001', 'a\\b'], 0]] },
  );
});

test('statements of one shape have one text, and those that cannot bear parameters keep theirs', () => {
  const of = (seq: number) => liftLiterals(`UPDATE desk_epoch SET last_seq = ${numberLiteral(seq)}`).text;
  expect(of(7)).toBe(of(12_345));
  expect(liftLiterals(`SET LOCAL cairn.tenant = 'it''s'`)).toEqual({
    text: `SET LOCAL cairn.tenant = 'it''s'`,
    values: [],
    isPlanned: false,
  });
});
