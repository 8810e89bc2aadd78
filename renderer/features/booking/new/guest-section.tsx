import { useDebouncedValue } from '@mantine/hooks';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GuestView } from '#shared/rpc/booking-views.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { countriesIn } from './countries.ts';
import { GuestLine, initialsOf } from './guest-line.tsx';
import styles from './new-booking.module.css';
import type { SectionProps } from './what-section.tsx';

const FOUND = 5;

/** Who comes: found while typing, or made new of what was typed. Enter takes the marked one. */
export function GuestSection(props: SectionProps & { readonly goTo: (field: string) => void }) {
  const { t } = useTranslation('booking');
  const { form, set, goTo } = props;
  return (
    <section className={styles.section} aria-label={t('guest.title')}>
      {form.guest ? (
        <div className={styles.known}>
          <GuestLine guest={form.guest} />
          <Button
            size="small"
            onClick={() => {
              set({ guest: null, name: '' });
              goTo('name');
            }}
          >
            {t('guest.other')}
          </Button>
        </div>
      ) : (
        <>
          <GuestSearch {...props} />
          <NewGuestFields {...props} />
        </>
      )}
    </section>
  );
}

function GuestSearch({ form, set, errorOf, goTo }: SectionProps & { readonly goTo: (field: string) => void }) {
  const { t } = useTranslation('booking');
  const listId = useId();
  const [closed, setClosed] = useState(false);
  const [marked, setMarked] = useState(0);
  // Enter came before what was typed had been looked for: it takes who is found.
  const [entered, setEntered] = useState('');
  const [text] = useDebouncedValue(form.name.trim(), 80);
  const wanted = text.length >= 2 && !closed;
  const { value, error } = useView('guests.find', wanted ? { text, limit: FOUND } : null);
  const found = wanted ? (value ?? []) : [];
  const typed = form.name.trim();
  const answered = text === typed && (value !== undefined || error !== null);
  // The last option makes the guest; with nobody found there is nothing to choose, and no list.
  const open = found.length > 0;
  const choices = found.length + 1;
  const at = Math.min(marked, choices - 1);

  const take = (guest: GuestView | undefined) => {
    setClosed(true);
    if (guest) {
      set({ guest });
      goTo('adults');
    } else goTo('phone');
  };
  useEffect(() => {
    if (entered === '' || !answered || entered !== text) return;
    setEntered('');
    if (found.length > 0) take(found[at]);
    // Who is found belongs to the answer; the rest is made anew on every render.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [entered, answered, text, at]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' && typed.length >= 2 && !closed && !answered) {
      setEntered(typed);
      event.preventDefault();
      return;
    }
    if (!open) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step) setMarked((at + step + choices) % choices);
    else if (event.key === 'Enter') take(found[at]);
    else if (event.key === 'Escape') setClosed(true);
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.search}>
      <Field
        label={t('guest.name')}
        placeholder={t('guest.placeholder')}
        data-field="name"
        data-autofocus
        data-mantine-stop-propagation={open ? 'true' : undefined}
        role="combobox"
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open ? `${listId}-${at}` : undefined}
        value={form.name}
        error={errorOf('name')}
        hint={error ? t('guest.searchFailed') : undefined}
        before={<Icon name="search" size="m" />}
        onChange={({ currentTarget }) => {
          setClosed(false);
          setMarked(0);
          setEntered('');
          set({ name: currentTarget.value });
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setClosed(true)}
        onFocus={() => setClosed(false)}
      />
      {open && (
        <div className={styles.hits} id={listId} role="listbox" aria-label={t('guest.found')}>
          {[...found, undefined].map((guest, index) => (
            <div
              key={guest?.id ?? 'new'}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              className={index === at ? styles.marked : undefined}
              // Before the field loses the focus, which would close the list.
              onMouseDown={(event) => {
                event.preventDefault();
                take(guest);
              }}
              // Only a hand that moves chooses: the list may open under a pointer at rest.
              onMouseMove={() => setMarked(index)}
            >
              {guest ? (
                <GuestLine guest={guest} />
              ) : (
                <>
                  <span className={styles.avatar}>{initialsOf(form.name) || '+'}</span>
                  <b className={styles.grow}>{t('guest.makeNew', { name: form.name.trim() })}</b>
                </>
              )}
              {index === at && (
                <span className={styles.take}>
                  <KeyHint keys="↵" />
                  {guest && t('guest.take')}
                </span>
              )}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

function NewGuestFields({ form, set, errorOf }: SectionProps) {
  const { t, i18n } = useTranslation('booking');
  const listId = useId();
  return (
    <div className={styles.contact}>
      <Field
        label={t('guest.phone')}
        type="tel"
        data-field="phone"
        value={form.phone}
        onChange={({ currentTarget }) => set({ phone: currentTarget.value })}
      />
      <Field
        label={t('guest.email')}
        type="email"
        data-field="email"
        value={form.email}
        error={errorOf('email')}
        onChange={({ currentTarget }) => set({ email: currentTarget.value })}
      />
      <Field
        label={t('guest.country')}
        data-field="country"
        list={listId}
        value={form.country}
        error={errorOf('country')}
        onChange={({ currentTarget }) => set({ country: currentTarget.value })}
      />
      <datalist id={listId}>
        {countriesIn(i18n.language).map(({ code, name }) => (
          <option key={code} value={name}>
            {name}
          </option>
        ))}
      </datalist>
    </div>
  );
}
