import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GuestView } from '#shared/rpc/booking-views.ts';
import type { DepartureView } from '#shared/rpc/departure-views.ts';
import { bookingSources } from '#shared/schema/words.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Field } from '#renderer/ui/field.tsx';
import { sourceWords } from '../source-words.ts';
import { useDepartureAct, useRefusalWords } from '../use-departure-act.ts';
import { Choice, NumberField, isCount } from './fields.tsx';
import { OneOf } from '#renderer/ui/one-of.tsx';
import { FormDialog } from './form-dialog.tsx';
import styles from './forms.module.css';

/** Fast enough to feel like typing, slow enough not to ask for every letter. */
const PAUSE_MS = 120;

/** Puts a guest on the waitlist of a departure [I9]. */
export function JoinForm({ departure, onClose }: { readonly departure: DepartureView; readonly onClose: () => void }) {
  const { t } = useTranslation('departures');
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), PAUSE_MS);
  const { value: found } = useView('guests.find', asked === '' ? null : { text: asked, limit: 6 });
  const [chosen, choose] = useState<GuestView | null>(null);
  const categories = departure.prices.map(({ category }) => category);
  const [pax, setPax] = useState<Readonly<Record<string, number>>>({ [categories[0] ?? 'adult']: 1 });
  const [source, setSource] = useState<(typeof bookingSources)[number]>('phone');
  const [note, setNote] = useState('');
  const act = useDepartureAct();
  const refusal = useRefusalWords();
  const guests = asked === '' ? [] : (found ?? []).filter(({ erased }) => !erased);
  const guest = guests.find(({ id }) => id === chosen?.id) ?? guests[0];
  const counts = Object.entries(pax).flatMap(([category, count]) => (count > 0 ? [{ category, count }] : []));
  const units = counts.reduce((sum, { count }) => sum + count, 0);
  const right = guest !== undefined && units > 0 && counts.every(({ count }) => isCount(count, 1, 100));
  return (
    <FormDialog
      title={t('waitlist.joinTitle')}
      note={t('waitlist.joinNote')}
      say={guest ? t('waitlist.joinSay', { guest: guest.name, count: units }) : t('waitlist.joinWho')}
      busy={act.busy}
      disabled={!right}
      refused={refusal(act.refused)}
      onClose={onClose}
      onSubmit={() => {
        if (guest === undefined) return;
        const draft = {
          departureId: departure.id,
          guestId: guest.id,
          variantId: null,
          pax: counts,
          source,
          note: note.trim(),
        };
        void act
          .run('joinWaitlist', draft, t('waitlist.joined', { guest: guest.name }))
          .then((done) => done && onClose());
      }}
    >
      <Field
        label={t('waitlist.joinGuest')}
        placeholder={t('waitlist.joinHint')}
        data-autofocus
        maxLength={200}
        value={text}
        hint={asked !== '' && found?.length === 0 ? t('waitlist.joinNobody') : undefined}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      {guests.length > 0 && (
        <OneOf
          label={t('waitlist.joinGuest')}
          ways={guests.map(({ id, name, country, phone }) => ({
            id,
            words: name,
            note: [country, phone].filter(Boolean).join(' · '),
          }))}
          chosen={guest?.id ?? null}
          onChoose={(id) => choose(guests.find((each) => each.id === id) ?? null)}
        />
      )}
      <div className={styles.three}>
        {categories.map((category) => (
          <NumberField
            key={category}
            label={category === 'adult' ? t('pax.adults') : category === 'child' ? t('pax.children') : category}
            value={pax[category] ?? 0}
            max={100}
            onChange={(count) => setPax({ ...pax, [category]: Number.isNaN(count) ? 0 : count })}
          />
        ))}
        <Choice
          label={t('bookings.source')}
          value={source}
          options={bookingSources.map((value) => ({ value, label: sourceWords(t, value) }))}
          onChange={setSource}
        />
      </div>
      <Field
        label={t('waitlist.note')}
        maxLength={500}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
    </FormDialog>
  );
}
