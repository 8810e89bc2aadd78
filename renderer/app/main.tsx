import './parse-without-eval.ts';
import '#renderer/ui/base.css';
import '@fontsource-variable/inter/wght.css';
// In a layer, so that our own rules win whatever order the chunks load in (base.css names the order).
import '@mantine/core/styles.layer.css';
import '@mantine/dates/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import '#renderer/ui/tokens.css';
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
