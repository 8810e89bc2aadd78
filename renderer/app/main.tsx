import './parse-without-eval.ts';
import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import '#renderer/ui/tokens.css';
import '#renderer/ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startWords } from '#renderer/i18n/i18n.ts';
import { keepConnected } from '#renderer/state/connection.ts';
import { followServices } from '#renderer/state/follow.ts';
import { listenForKeys } from '#renderer/state/use-keys.ts';
import { dialFor } from '#renderer/state/wires.ts';
import { App } from './app.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

await startWords();
followServices();
keepConnected(dialFor(window));
listenForKeys(document);

createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
