import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { setFormatLanguage } from '#renderer/ui/format.ts';
import { german } from './german.ts';
import { english } from './english.ts';

export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

const STORED = 'cairn.language';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell';
    resources: typeof english;
  }
}

/** Starts the words in the language chosen at this machine, else the browser's, else English. */
export async function startWords(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    setFormatLanguage(language);
    document.documentElement.lang = language;
  });
  await i18next.use(initReactI18next).init({
    lng: startLanguage(),
    fallbackLng: 'en',
    supportedLngs: languages,
    defaultNS: 'shell',
    resources: { en: english, de: german },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}

/** Changes the language of this machine. */
export function chooseLanguage(language: Language): void {
  localStorage.setItem(STORED, language);
  void i18next.changeLanguage(language);
}

function startLanguage(): Language {
  const wished = [localStorage.getItem(STORED), ...navigator.languages.map((each) => each.slice(0, 2))];
  return wished.flatMap((each) => languages.filter((known) => known === each))[0] ?? 'en';
}
