import { useState } from 'react';
import { Field } from '#renderer/ui/field.tsx';
import { readClock } from './new/clock-time.ts';

export interface ClockFieldProps {
  readonly label: string;
  /** `HH:MM`, or empty. */
  readonly value: string;
  /** Shown when what was typed is no time; it is not taken then. */
  readonly wrong: string;
  readonly onChange: (clock: string) => void;
}

/** A time of day on the 24-hour clock, typed in any short way and tidied when it is left. */
export function ClockField({ label, value, wrong, onChange }: ClockFieldProps) {
  const [typed, setTyped] = useState(value);
  const isWrong = readClock(typed) === null;
  return (
    <Field
      label={label}
      placeholder="14:30"
      maxLength={5}
      value={typed}
      error={isWrong ? wrong : undefined}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        const read = readClock(currentTarget.value);
        if (read !== null) onChange(read);
      }}
      onBlur={() => setTyped(readClock(typed) ?? typed)}
    />
  );
}
